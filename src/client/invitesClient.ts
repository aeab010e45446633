import type { InviteRequest } from "../core/company/companyInvite.js";
import { fieldsOf, parseList, textsOf } from "../core/json.js";
import { stepError } from "../core/step/stepError.js";
import { requestCompanion } from "./request.js";

const refusal = "ONB-407";

/** An invite's link. Whoever holds it can use it, so it is asked for when it is about to be used, and kept nowhere. */
export interface InviteUrl {
  id: string;
  url: string;
  expiresAt: string;
}

/** What a page asks its companion about invites. All reject with `ONB-407` when it is not done. */
export interface InvitesClient {
  /** Finds the live invite that fits, or makes one. */
  ensure(wish: InviteRequest): Promise<InviteUrl>;
  /** The link of one that is there. */
  link(id: string): Promise<InviteUrl>;
  /** Its link works no longer. */
  cancel(id: string): Promise<void>;
  /** Changes the customer's own note. */
  setLabel(id: string, label: string): Promise<void>;
}

/** {@link InvitesClient} to the companion at an address. */
export function createInvitesClient(endpoint: string): InvitesClient {
  const ask = (method: string, path = "", body?: object, keepalive = false) =>
    requestCompanion(refusal, `${endpoint}/invites${path}`, method, {
      keepalive,
      ...(body && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
  const read = async (response: Promise<Response>) => (await response).json().catch(() => undefined);

  return {
    ensure: async (wish) => parseLink(await read(ask("POST", "", wish, wish.prepared))),
    async link(id) {
      const invites = parseList(fieldsOf(await read(ask("GET")))["invites"], fieldsOf) ?? [];
      return parseLink(invites.find((one) => one["id"] === id));
    },
    async cancel(id) {
      await ask("DELETE", `/${encodeURIComponent(id)}`);
    },
    async setLabel(id, label) {
      await ask("POST", `/${encodeURIComponent(id)}`, { label });
    },
  };
}

function parseLink(input: unknown): InviteUrl {
  // Whether it is a link that may be shown, its reader decides.
  const link = textsOf(input, ["id", "url", "expiresAt"]);
  if (link) return link;
  throw stepError(refusal, { recoverable: true });
}
