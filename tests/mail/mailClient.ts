import type { Program } from "../../scripts/system.mjs";
import type { Desktop } from "./desktop.js";

export interface Draft {
  to: string;
  subject: string;
  body: string;
}

/** A mail program that the desktop opens, and from which the draft can be read back. */
export interface MailClient {
  readonly name: string;
  readonly programs: readonly Program[];
  /** The language of its picture in docs/mail. */
  readonly pictured: string;
  /** A fresh account for one draft, and the program as the system's handler of `mailto:`. */
  install(desktop: Desktop): void | Promise<void>;
  draft(desktop: Desktop): Promise<Draft>;
  picture(desktop: Desktop, file: string): Promise<void>;
}
