import type { Company } from "../../core/company/company.js";
import type { Backplane, BackplaneValue } from "../backplane/backplane.js";
import type { CodatClient } from "../codat/codatClient.js";
import type { CompanyTree } from "../codat/companyReader.js";
import type { Payer } from "../codat/payer.js";
import { createPlatformNames } from "../codat/platformNames.js";
import type { Log } from "../operating/log.js";
import type { ValidatedInviteOptions } from "../options/validateInviteOptions.js";
import type { ReportError } from "../utils/reportError.js";
import { type CodatLink, createCodatLink } from "./createCodatLink.js";
import { createInvites, type Invites } from "./invites.js";
import { createInviteTokens, type InviteTokens } from "./inviteToken.js";
import type { InviteRecord } from "./life/inviteRecord.js";
import { toCompanyInvite } from "./toCompanyInvite.js";

/** What the routes of a companion with invites share: the invites, and the links to and from them. */
export interface InviteService {
  invites: Invites;
  tokens: InviteTokens;
  /** Path of the invites' pages, without a slash at its end. */
  path: string;
  publicUrl: string;
  /** Makes an invite's link to Codat. */
  linkOf(invite: InviteRecord, tree: CompanyTree, payer: Payer): Promise<CodatLink>;
  /** Address of an invite's page. Everybody who has it can use the invite. */
  urlOf(id: string): string;
  /**
   * Adds its invites to a company that was just read, settled by the connections that were read.
   *
   * @param value the invites in its room before it was read
   */
  withInvites(company: Company, value: BackplaneValue | undefined): Promise<Company>;
}

export interface InviteServiceOptions
  extends Pick<ValidatedInviteOptions, "secrets" | "publicUrl" | "path" | "ttl"> {
  codat: CodatClient;
  backplane: Backplane;
  now: () => Date;
  linkHosts?: readonly string[] | undefined;
  report: ReportError;
  log?: Log | undefined;
}

/** Builds the invites' parts on each other, from the options of the companion. */
export function createInviteService(options: InviteServiceOptions): InviteService {
  const { secrets, publicUrl, path, report } = options;
  const tokens = createInviteTokens(secrets);
  const invites = createInvites({ ...options, tokens, platformName: createPlatformNames(options) });

  return {
    invites,
    tokens,
    path,
    publicUrl,
    linkOf: createCodatLink({ ...options, tokens }),
    urlOf: (id) => `${publicUrl}${path}/${tokens.of(id)}`,
    async withInvites(company, value) {
      const before = invites.in(value);
      // The company can be shown although its invites could not be settled.
      const settled = await invites.settle(company.id, company.connections, before).catch(report);
      const records = settled ?? before.records;
      const shown = records.flatMap((record) => toCompanyInvite(record) ?? []);
      return { ...company, inviteHost: new URL(publicUrl).host, invites: shown };
    },
  };
}
