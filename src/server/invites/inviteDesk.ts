import type { Company } from "../../core/company/company.js";
import type { Backplane } from "../backplane/backplane.js";
import type { CodatClient } from "../codat/codatClient.js";
import type { CompanyFamily } from "../codat/companyReader.js";
import { createPlatformNames } from "../codat/platformNames.js";
import type { CheckedInvites } from "../options/checkedInvites.js";
import type { ReportError } from "../utils/errorReport.js";
import { companyInvite } from "./companyInvite.js";
import type { Invite } from "./invite.js";
import { createInviteLinks, type InviteLink } from "./inviteLink.js";
import { createInvites, type Invites } from "./invites.js";
import { createInviteTokens, type InviteTokens } from "./inviteToken.js";

/** All that a companion has which makes invites. */
export interface InviteDesk {
  invites: Invites;
  tokens: InviteTokens;
  /** Where the pages are, as a path without a slash at its end. */
  path: string;
  publicUrl: string;
  /** The link to Codat for an invite, made at this moment. */
  linkOf(invite: Invite, family: CompanyFamily): Promise<InviteLink>;
  /** Where an invite's page is. Whoever has this can use the invite. */
  urlOf(id: string): string;
  /** A company as it was read, with its invites, settled by what was read. */
  withInvites(company: Company): Promise<Company>;
}

export interface InviteDeskOptions extends Pick<CheckedInvites, "secrets" | "publicUrl" | "path" | "ttl"> {
  codat: CodatClient;
  backplane: Backplane;
  now: () => Date;
  linkHosts?: readonly string[] | undefined;
  report: ReportError;
}

export function createInviteDesk(options: InviteDeskOptions): InviteDesk {
  const { secrets, publicUrl, path, report } = options;
  const tokens = createInviteTokens(secrets);
  const invites = createInvites({ ...options, tokens, platformName: createPlatformNames(options) });

  return {
    invites,
    tokens,
    path,
    publicUrl,
    linkOf: createInviteLinks({ ...options, tokens }),
    urlOf: (id) => `${publicUrl}${path}/${tokens.of(id)}`,
    async withInvites(company) {
      // The company can be shown, whatever became of its invites.
      await invites.settle(company.id, company.connections).catch(report);
      const all = await invites.list(company.id);
      const shown = all.flatMap((one) => companyInvite(one) ?? []);
      return { ...company, inviteHost: new URL(publicUrl).host, invites: shown };
    },
  };
}
