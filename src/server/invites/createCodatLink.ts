import { withLinkParams } from "../../core/links/linkParams.js";
import { type ConnectionStatus, connectionStatus } from "../../core/status/connectionStatus.js";
import { checkLink } from "../codat/checkLink.js";
import { chooseLink } from "../codat/chooseLink.js";
import type { CodatClient } from "../codat/codatClient.js";
import { type CodatConnection, newestFirst, parseCodatConnection } from "../codat/codatCompany.js";
import type { CompanyTree } from "../codat/companyReader.js";
import { idempotencyKey } from "../codat/idempotencyKey.js";
import type { Payer } from "../codat/payer.js";
import { toCompanyConnection } from "../codat/toCompanyConnection.js";
import type { ReportError } from "../utils/reportError.js";
import type { InviteTokens } from "./inviteToken.js";
import type { InviteRecord } from "./life/inviteRecord.js";

/** A link to Codat for an invite, made at this moment. */
export interface CodatLink {
  url: string;
  /** The pending connection that it leads to. */
  connectionId?: string | undefined;
}

export interface CodatLinkOptions {
  codat: CodatClient;
  tokens: Pick<InviteTokens, "ofReturn">;
  linkHosts?: readonly string[] | undefined;
  report: ReportError;
}

/** Codat refuses to make such a connection; it may still be made by hand on Codat's pages. */
const isRefusal = (status: number) => [400, 403, 404, 409, 422].includes(status);

/** Whether a connection in this status can be completed by its link. */
const isWaiting = {
  unavailable: false,
  loading: false,
  ready: false,
  connected: false,
  failed: false,
  pending: true,
  disconnected: false,
  opening: false,
  idle: false,
} satisfies Record<ConnectionStatus, boolean>;

/**
 * Makes the link that a colleague continues by: to the invite's platform where it names one, else to a page where one
 * is chosen. The link carries a parameter that a redirect template can pass on, so that `GET return` knows the invite.
 */
export function createCodatLink({ codat, tokens, linkHosts, report }: CodatLinkOptions) {
  async function createConnection(
    invite: InviteRecord,
    rootId: string,
    payer: Payer,
  ): Promise<CodatConnection | undefined> {
    try {
      const { status, body } = await codat({
        method: "POST",
        path: `/companies/${rootId}/connections`,
        body: { platformKey: invite.platformKey },
        idempotencyKey: idempotencyKeyOf(invite),
        expected: isRefusal,
        payer,
      });
      return status < 300 ? parseCodatConnection(body, rootId) : undefined;
    } catch (error) {
      // The company's own link is known already, so the colleague can go on by that.
      report(error);
      return undefined;
    }
  }

  /** `url` is empty where Codat gives none. */
  async function linkOf(invite: InviteRecord, tree: CompanyTree, payer: Payer): Promise<CodatLink> {
    const { kind, sourceType, platformKey } = invite;
    if (kind === "reconnect") return { url: chooseLink(ofPlatform(tree, platformKey), { sourceType }) ?? "" };
    if (platformKey) {
      const connection = waitingFor(invite, tree) ?? (await createConnection(invite, tree.root.id, payer));
      if (connection?.linkUrl) return { url: connection.linkUrl, connectionId: connection.id };
    }
    return { url: tree.root.redirect ?? "" };
  }

  /** @throws OnboardingError `ONB-201` where Codat gives no link, or one to a host that is not allowed */
  return async (invite: InviteRecord, tree: CompanyTree, payer: Payer): Promise<CodatLink> => {
    const { url, connectionId } = await linkOf(invite, tree, { ...payer, isBegun: true });
    return {
      url: withLinkParams(checkLink(url, linkHosts), { invite: tokens.ofReturn(invite.id) }),
      connectionId,
    };
  };
}

function ofPlatform(tree: CompanyTree, key: string | undefined): CompanyTree {
  const isOfPlatform = ({ raw }: CodatConnection) => toCompanyConnection(raw, "")?.integrationKey === key;
  return key ? { ...tree, connections: tree.connections.filter(isOfPlatform) } : tree;
}

/** The connection that was made for this invite, else the newest that waits for the same platform. */
function waitingFor(invite: InviteRecord, tree: CompanyTree): CodatConnection | undefined {
  const { sourceType, platformKey, connectionId } = invite;
  const canBeCompleted = ({ raw }: CodatConnection) => {
    const connection = toCompanyConnection(raw, "");
    return connection !== undefined && isWaiting[connectionStatus([connection], { sourceType })];
  };
  const waiting = ofPlatform(tree, platformKey)
    .connections.filter((connection) => connection.companyId === tree.root.id && canBeCompleted(connection))
    .sort(newestFirst);
  return waiting.find(({ id }) => id === connectionId) ?? waiting[0];
}

/**
 * A GUID of the invite and of the connection made for it before: two presses at once make one connection, a press after
 * that connection has failed makes another.
 */
function idempotencyKeyOf({ id, connectionId = "" }: InviteRecord): string {
  return idempotencyKey(`invite ${id} ${connectionId}`);
}
