import { isDeepStrictEqual } from "node:util";
import type { MailMessage } from "codat-onboarding/core";
import { type IntendedMessage, intendedMessage } from "./intendedMessage.js";
import type { Reader, ReadMessage } from "./readers.js";

export type Compose = (message: MailMessage) => string;

/** The laws of a composed URL, by name, with what broke them. */
export type Broken = Partial<Record<Law, string>>;

export type Law =
  | "never throws"
  | "Python reads the message back"
  | "Perl reads the message back"
  | "adds no header and no recipient"
  | "writes all but unreserved characters as %XX"
  | "stands as it is in a URL";

/** The laws that a composer breaks for one message. */
export async function brokenLaws(
  compose: Compose,
  message: MailMessage,
  readers: readonly Reader[],
): Promise<Broken> {
  const broken: Broken = {};
  let url: string;
  try {
    url = compose(message);
  } catch (error) {
    return { "never throws": String(error) };
  }
  const intended = intendedMessage(message);
  const wrong = (law: Law, found: unknown) => {
    broken[law] ??= `${JSON.stringify(found)} in ${url}`;
  };
  if (!/^mailto:([\w.~%@,-]*)\?subject=([\w.~-]|%[\dA-F]{2})*&body=([\w.~-]|%[\dA-F]{2})*$/.test(url)) {
    wrong("writes all but unreserved characters as %XX", "");
  }
  if (new URL(url).href !== url) wrong("stands as it is in a URL", new URL(url).href);
  for (const { name, read } of readers) {
    const found = await read(url);
    if (!isDeepStrictEqual(found, headersOf(intended))) wrong(`${name} reads the message back`, found);
    if (adds(found, intended)) wrong("adds no header and no recipient", found);
  }
  return broken;
}

function headersOf({ to, subject, body }: IntendedMessage): ReadMessage {
  const headers: [string, string][] = [
    ["subject", subject],
    ["body", body],
  ];
  return { to, headers };
}

function adds({ to = [], headers = [] }: ReadMessage, intended: IntendedMessage): boolean {
  const names = headers.map(([name]) => name);
  return (
    to.some((address) => !intended.to.includes(address)) ||
    to.length > intended.to.length ||
    names.some((name) => name !== "subject" && name !== "body") ||
    new Set(names).size < names.length
  );
}
