import type { Company } from "../../core/company/company.js";
import type { Backplane } from "../backplane/backplane.js";
import type { CodatClient } from "../codat/codatClient.js";
import type { CompanyTree } from "../codat/companyReader.js";
import { createPlatformNames } from "../codat/platformNames.js";
import type { ValidatedInviteOptions } from "../options/validateInviteOptions.js";
import type { ReportError } from "../utils/reportError.js";
import { type CodatLink, createInviteLink } from "./createInviteLink.js";
import type { InviteRecord } from "./invite.js";
import { createInvites, type Invites } from "./invites.js";
import { createInviteTokens, type InviteTokens } from "./inviteToken.js";
import { toCompanyInvite } from "./toCompanyInvite.js";

/** All that a companion has which makes invites. */
export interface InviteService {
  invites: Invites;
  tokens: InviteTokens;
  /** Where the pages are, as a path without a slash at its end. */
  path: string;
  publicUrl: string;
  /** The link to Codat for an invite, made at this moment. */
  linkOf(invite: InviteRecord, tree: CompanyTree): Promise<CodatLink>;
  /** Where an invite's page is. Whoever has this can use the invite. */
  urlOf(id: string): string;
  /** A company as it was read, with its invites, settled by what was read. */
  withInvites(company: Company): Promise<Company>;
}

export interface InviteServiceOptions
  extends Pick<ValidatedInviteOptions, "secrets" | "publicUrl" | "path" | "ttl"> {
  codat: CodatClient;
  backplane: Backplane;
  now: () => Date;
  linkHosts?: readonly string[] | undefined;
  report: ReportError;
}

export function createInviteService(options: InviteServiceOptions): InviteService {
  const { secrets, publicUrl, path, report } = options;
  const tokens = createInviteTokens(secrets);
  const invites = createInvites({ ...options, tokens, platformName: createPlatformNames(options) });

  return {
    invites,
    tokens,
    path,
    publicUrl,
    linkOf: createInviteLink({ ...options, tokens }),
    urlOf: (id) => `${publicUrl}${path}/${tokens.of(id)}`,
    async withInvites(company) {
      // The company can be shown, whatever became of its invites.
      await invites.settle(company.id, company.connections).catch(report);
      const all = await invites.list(company.id);
      const shown = all.flatMap((one) => toCompanyInvite(one) ?? []);
      return { ...company, inviteHost: new URL(publicUrl).host, invites: shown };
    },
  };
}
