import { createHash } from "node:crypto";
import { withLinkParams } from "../../core/links/linkParams.js";
import { connectionStatus } from "../../core/status/connectionStatus.js";
import { checkLink } from "../codat/checkLink.js";
import { chooseLink } from "../codat/chooseLink.js";
import type { CodatClient } from "../codat/codatClient.js";
import { type CodatConnection, newestFirst, parseCodatConnection } from "../codat/codatCompany.js";
import type { CompanyTree } from "../codat/companyReader.js";
import { toCompanyConnection } from "../codat/toCompanyConnection.js";
import type { ReportError } from "../utils/reportError.js";
import type { InviteRecord } from "./invite.js";
import type { InviteTokens } from "./inviteToken.js";

/** A link to Codat for an invite, made at this moment. */
export interface CodatLink {
  url: string;
  /** The waiting connection that it finishes. */
  connectionId?: string | undefined;
}

export interface InviteLinkOptions {
  codat: CodatClient;
  tokens: Pick<InviteTokens, "ofReturn">;
  linkHosts?: readonly string[] | undefined;
  report: ReportError;
}

/** Codat does not make a connection like that; it may still be made by hand on its pages. */
const refused = (status: number) => [400, 403, 404, 409, 422].includes(status);

/**
 * Makes the link that a colleague goes on by: to the very platform where the invite names one, else to where one is
 * chosen. It carries a parameter that a redirect template can pass on, so that the way back is known.
 */
export function createInviteLink({ codat, tokens, linkHosts, report }: InviteLinkOptions) {
  async function start(invite: InviteRecord, rootId: string): Promise<CodatConnection | undefined> {
    try {
      const { status, body } = await codat({
        method: "POST",
        path: `/companies/${rootId}/connections`,
        body: { platformKey: invite.platformKey },
        idempotencyKey: keyOf(invite),
        expected: refused,
      });
      return status < 300 ? parseCodatConnection(body, rootId) : undefined;
    } catch (error) {
      // The company's own link is here already, so nobody is turned away.
      report(error);
      return undefined;
    }
  }

  /** `url` is empty where Codat gives none. */
  async function linkOf(invite: InviteRecord, tree: CompanyTree): Promise<CodatLink> {
    const { kind, sourceType, platformKey } = invite;
    if (kind === "reconnect") return { url: chooseLink(ofPlatform(tree, platformKey), { sourceType }) ?? "" };
    if (platformKey) {
      const own = waitingFor(invite, tree) ?? (await start(invite, tree.root.id));
      if (own?.linkUrl) return { url: own.linkUrl, connectionId: own.id };
    }
    return { url: tree.root.redirect ?? "" };
  }

  /** @throws OnboardingError `ONB-201` where Codat gives no link, or one that leads elsewhere */
  return async (invite: InviteRecord, tree: CompanyTree): Promise<CodatLink> => {
    const { url, connectionId } = await linkOf(invite, tree);
    return {
      url: withLinkParams(checkLink(url, linkHosts), { invite: tokens.ofReturn(invite.id) }),
      connectionId,
    };
  };
}

function ofPlatform(tree: CompanyTree, key: string | undefined): CompanyTree {
  const isOf = ({ raw }: CodatConnection) => toCompanyConnection(raw, "")?.integrationKey === key;
  return key ? { ...tree, connections: tree.connections.filter(isOf) } : tree;
}

/** The connection that was made for this invite, else the newest that waits for the same platform. */
function waitingFor(invite: InviteRecord, tree: CompanyTree): CodatConnection | undefined {
  const { sourceType, platformKey, connectionId } = invite;
  const isPending = ({ raw }: CodatConnection) => {
    const one = toCompanyConnection(raw, "");
    return one !== undefined && connectionStatus([one], { sourceType }) === "pending";
  };
  const waiting = ofPlatform(tree, platformKey)
    .connections.filter((one) => one.companyId === tree.root.id && isPending(one))
    .sort(newestFirst);
  return waiting.find(({ id }) => id === connectionId) ?? waiting[0];
}

/** Two presses at once are one, and another after the connection that was made is another: a GUID made of both. */
function keyOf({ id, connectionId = "" }: InviteRecord): string {
  const hex = createHash("sha256").update(`${id}:${connectionId}`).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{3})(.{3})(.{12}).*$/, "$1-$2-8$3-8$4-$5");
}
