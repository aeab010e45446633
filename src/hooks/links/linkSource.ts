import type { LinkResult } from "../../core/links/linkUrl.js";

/** Where a link comes from that is fetched when somebody is about to use it. */
export interface LinkSource {
  /** Whose link it is: a fetched one is void once this has changed. */
  key: string;
  /** Hosts allowed in it, beside Codat's own. */
  hosts?: readonly string[] | undefined;
  /** It leads to a page of the companion's first. */
  durable?: boolean | undefined;
  fetch(): LinkResult | Promise<LinkResult>;
  /** Reports to the companion that a way of passing the link on was used, and the language chosen for it. */
  prepare?: ((locale: string | undefined) => void) | undefined;
}
