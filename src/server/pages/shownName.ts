import { plainName } from "../../core/plainName.js";

/** By these a name leads a reader elsewhere: to a site, to a mailbox, to a telephone. */
const leads = [
  /:\/\/|\bwww\./i,
  /\S@\S/,
  // `Amazon.com`, and not `St.Mary`, `J.Li`, `p.l.c.` or `GmbH & Co.KG`.
  /[\p{L}\d-]{2}\.(?:com?|net|org|info|biz|app|dev|xyz|top|shop|online|site|website|link|live|club|io)(?![\p{L}\d])/iu,
  /[\p{L}\d-]{2}\.(?:[a-z]{2}|xn--[a-z\d-]+)(?![\p{L}\d])/u,
  // A domain of any other ending has a path, a port or a query behind it.
  /[\p{L}\d-]{2}\.\p{L}{2,}(?:\/|:\d|\?)\S/u,
  /(?:\p{Nd}[^\p{L}\p{Nd}]{0,3}){7}/u,
];

/**
 * A name that a customer may have chosen, as strangers are shown it on the host's domain; `undefined` where it is blank
 * or holds an address of the web or of mail, or seven digits, however they are grouped.
 */
export function shownName(name: string | undefined): string | undefined {
  const plain = plainName(name);
  // As it reads: full-width letters are letters, and each label separator is a full stop.
  const read = plain?.normalize("NFKC").replaceAll(/[\u3002\u2024]/g, ".");
  return read !== undefined && leads.some((lead) => lead.test(read)) ? undefined : plain;
}
