import type { InviteRequest } from "../core/company/companyInvite.js";
import { fieldsOf, parseList, textsOf } from "../core/json.js";
import { failure, requestCompanion } from "./request.js";

/** An invite's link. Everybody who holds it can use it: it is requested when it is about to be used, and not stored. */
export interface InviteUrl {
  id: string;
  url: string;
  expiresAt: string;
}

/** What a page asks its companion about invites. All reject with `ONB-407` where the companion refuses or does not answer. */
export interface InvitesClient {
  /** Finds the live invite that fits, or makes one. */
  ensure(invite: InviteRequest): Promise<InviteUrl>;
  /** The link of an existing one. */
  link(id: string): Promise<InviteUrl>;
  /** Ends its link. */
  cancel(id: string): Promise<void>;
  /** Changes the name of whom the customer asks. */
  setName(id: string, name: string): Promise<void>;
}

/** {@link InvitesClient} to the companion at an address. */
export function createInvitesClient(endpoint: string): InvitesClient {
  const request = (method: string, path = "", body?: object, keepalive = false) =>
    requestCompanion("ONB-407", `${endpoint}/invites${path}`, method, {
      keepalive,
      ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  const read = async (response: Promise<Response>) => (await response).json().catch(() => undefined);

  return {
    ensure: async (invite) => parseLink(await read(request("POST", "", invite, invite.prepared))),
    async link(id) {
      const invites = parseList(fieldsOf(await read(request("GET")))["invites"], fieldsOf) ?? [];
      return parseLink(invites.find((invite) => invite["id"] === id));
    },
    async cancel(id) {
      await request("DELETE", `/${encodeURIComponent(id)}`);
    },
    async setName(id, name) {
      await request("POST", `/${encodeURIComponent(id)}`, { name });
    },
  };
}

function parseLink(input: unknown): InviteUrl {
  // Whether it is a link that may be shown, its reader decides.
  const link = textsOf(input, ["id", "url", "expiresAt"]);
  if (link) return link;
  throw failure("ONB-407");
}
