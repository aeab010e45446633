import type { Link } from "../../core/links/linkUrl.js";

/** Where a link comes from that is fetched when somebody is about to use it. */
export interface LinkSource {
  /** Tells it from every other link of its step: whose it is, and what for. */
  key: string;
  /** Rejects where there is none, or none that is allowed. */
  fetch(): Promise<Link>;
  /** Reports to the companion that a way of passing the link on was used: in which language, and to whom. */
  prepare?: ((locale: string | undefined, name: string | undefined) => void) | undefined;
}
