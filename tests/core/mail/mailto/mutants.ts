import type { MailMessage } from "codat-onboarding/core";
import type { Compose, Law } from "./laws.js";

/** A composer that is wrong in its own way, and every law that it breaks. */
interface Mutant {
  compose: Compose;
  breaks: Law[];
}

const readings: Law[] = ["Python reads the message back", "Perl reads the message back"];
const all: Law[] = [
  ...readings,
  "adds no header and no recipient",
  "stands as it is in a URL",
  "writes all but unreserved characters as %XX",
];

/** Composers that are in use out there, and near misses of ours: the laws must catch every one. */
export const mutants: Record<string, Mutant> = {
  "raw interpolation": {
    compose: ({ to = "", subject, body }) => `mailto:${to}?subject=${subject}&body=${body}`,
    breaks: all,
  },
  "encodeURI of the whole": {
    compose: ({ to = "", subject, body }) => encodeURI(`mailto:${to}?subject=${subject}&body=${body}`),
    breaks: [
      ...readings,
      "adds no header and no recipient",
      "never throws",
      "writes all but unreserved characters as %XX",
    ],
  },
  URLSearchParams: {
    compose: ({ to = "", subject, body }) => `mailto:${to}?${new URLSearchParams({ subject, body })}`,
    breaks: all,
  },
  "encodeURIComponent on values only": {
    compose: ({ to = "", subject, body }) =>
      `mailto:${to}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`,
    breaks: [...all, "never throws"],
  },
  "encoding twice": {
    compose: (message) => composed(message, { encode: (text) => strict(strict(text)) }),
    breaks: readings,
  },
  "bare %0A": {
    compose: (message) => composed(message, { newLine: "%0A" }),
    breaks: readings,
  },
  "only \\n for a line break": {
    compose: (message) => composed(message, { breaks: /\n/ }),
    breaks: readings,
  },
  "U+2028 for a letter": {
    compose: (message) => composed(message, { breaks: /\r\n|[\r\n\x85\u2029]/ }),
    breaks: readings,
  },
  "a line break in the subject": {
    compose: (message) => composed(message, { space: "%0D%0A" }),
    breaks: readings,
  },
  "controls kept": {
    compose: (message) => composed(message, { clean: wellFormed }),
    breaks: readings,
  },
  "lone surrogates kept": {
    compose: (message) => composed(message, { clean: withoutControls }),
    breaks: ["never throws"],
  },
  "! ' ( ) * left raw": {
    compose: (message) => composed(message, { encode: encodeURIComponent }),
    breaks: ["writes all but unreserved characters as %XX"],
  },
  "spaces as +": {
    compose: (message) => composed(message).replaceAll("%20", "+"),
    breaks: ["Python reads the message back", "writes all but unreserved characters as %XX"],
  },
  "plus left raw": {
    compose: (message) => composed(message).replaceAll("%2B", "+"),
    breaks: ["Perl reads the message back", "writes all but unreserved characters as %XX"],
  },
  "semicolons left raw": {
    compose: (message) => composed(message).replaceAll("%3B", ";"),
    breaks: [
      "Perl reads the message back",
      "adds no header and no recipient",
      "writes all but unreserved characters as %XX",
    ],
  },
};

interface Variation {
  encode?: (text: string) => string;
  clean?: (text: string) => string;
  breaks?: RegExp;
  newLine?: string;
  space?: string;
}

/** A right composer, but for one variation. */
function composed({ to = [], subject, body }: MailMessage, variation: Variation = {}): string {
  const {
    encode = strict,
    clean = (text) => wellFormed(withoutControls(text)),
    breaks = /\r\n|[\r\n\x85\u2028\u2029]/,
    newLine = "%0D%0A",
    space = "%20",
  } = variation;
  const lines = (text: string) => text.split(breaks).map((line) => encode(clean(line)));
  const path = [to].flat().filter(Boolean).map(address);
  return `mailto:${path}?subject=${lines(subject.replaceAll("\t", " ")).join(space)}&body=${lines(body).join(newLine)}`;
}

function address(text: string): string {
  const [local = "", domain = ""] = text.split("@");
  return `${strict(local)}@${/^[ -~]+$/.test(domain) ? domain : new URL(`https://${domain}`).hostname}`;
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: dropping control characters is the point
  return text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]/g, "");
}

function wellFormed(text: string): string {
  return Buffer.from(text).toString();
}

function strict(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
