import { spawnSync } from "node:child_process";
import {
  inviteMessage,
  type MailMessage,
  mailtoUrl,
  type WebmailProvider,
  webmailUrl,
} from "codat-onboarding/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { durableLink, inviteNaming, mails } from "./invites.js";
import { intendedMessage } from "./mailto/intendedMessage.js";
import { message } from "./mailto/messages.js";
import { isHere } from "./mailto/readers.js";

/** Where each message goes, and under which names its parts are found there. */
const pages: Record<WebmailProvider, { page: string; fixed: string[]; parts: string[] }> = {
  gmail: { page: "https://mail.google.com/mail/", fixed: ["view", "fs", "tf"], parts: ["to", "su", "body"] },
  outlook: { page: "https://outlook.live.com/mail/0/deeplink/compose", fixed: [], parts: ["mailtouri"] },
  office365: {
    page: "https://outlook.cloud.microsoft/mail/deeplink/compose",
    fixed: [],
    parts: ["mailtouri"],
  },
  yahoo: { page: "https://compose.mail.yahoo.com/", fixed: [], parts: ["to", "subject", "body"] },
};

const providers = Object.keys(pages) as WebmailProvider[];

/** The message as the service's page finds it, by a reader of queries. */
function read(provider: WebmailProvider, found: [string, string][]) {
  const values = found.slice(pages[provider].fixed.length).map(([, value]) => value);
  const [to = "", subject = "", body = ""] = values.length === 1 ? partsOf(new URL(values[0] ?? "")) : values;
  return { to: to ? to.split(",") : [], subject, body: body.replaceAll("\r\n", "\n") };
}

function partsOf({ pathname, searchParams }: URL): string[] {
  return [decodeURIComponent(pathname), searchParams.get("subject") ?? "", searchParams.get("body") ?? ""];
}

function intended(one: MailMessage) {
  const { to, subject, body } = intendedMessage(one);
  return { to, subject, body: body.replaceAll("\r\n", "\n") };
}

/** A sample of messages, and their pages. */
function sample(): [WebmailProvider, MailMessage][] {
  return fc
    .sample(message, { numRuns: 500, seed: 7 })
    .flatMap((one) => providers.map((provider): [WebmailProvider, MailMessage] => [provider, one]));
}

describe.each(providers)("webmailUrl for %s", (provider) => {
  const { page, fixed, parts } = pages[provider];

  it("goes to its page over https, with a message's parts once each and nothing else", () => {
    const law = fc.property(message, (one) => {
      const url = webmailUrl(provider, one);
      const { origin, pathname, searchParams, hash } = new URL(url);
      expect(`${origin}${pathname}`).toBe(page);
      expect([...searchParams.keys()]).toEqual([...fixed, ...parts]);
      expect(hash).toBe("");
      expect(new URL(url).href).toBe(url);
    });
    fc.assert(law, { numRuns: 1_000 });
  });

  it("is read back as the message", () => {
    const law = fc.property(message, (one) => {
      const found = [...new URL(webmailUrl(provider, one)).searchParams];
      expect(read(provider, found)).toEqual(intended(one));
    });
    fc.assert(law, { numRuns: 1_000 });
  });

  it.each([
    ["a header", { subject: "a&bcc=eve@example.com", body: "b\r\nBcc: eve@example.com" }],
    [
      "a second part",
      { subject: "a&su=b&subject=c&body=d&to=eve@example.com", body: "&cc=eve@example.com#x" },
    ],
    ["a hole of ours", { subject: "{to} {body} {mailto}", body: "{subject} $& $1 {lines}" }],
    ["a plus", { to: "priya+codat@example.com", subject: "1+1", body: "a + b" }],
  ])("takes %s as words", (_, one) => {
    const found = [...new URL(webmailUrl(provider, one)).searchParams];
    expect(found.map(([name]) => name)).toEqual([...fixed, ...parts]);
    expect(read(provider, found)).toEqual(intended(one));
  });

  it.each([
    "eve",
    "a@b.example,eve@example.com",
    "a@b.example&cc=eve@example.com",
    "a@b.example?bcc=e@x.example",
  ])("refuses the address %s as mailtoUrl does", (to) => {
    const one = { to, subject: "", body: "" };
    expect(() => mailtoUrl(one)).toThrow(expect.objectContaining({ code: "ONB-105" }));
    expect(() => webmailUrl(provider, one)).toThrow(expect.objectContaining({ code: "ONB-105" }));
  });

  it("stays far below what a web server takes, for the longest invite in every language", () => {
    for (const [, inviteMail] of mails) {
      const input = { ...inviteNaming("漢".repeat(80)), durable: true, linkUrl: durableLink(85) };
      const url = webmailUrl(provider, inviteMessage(input, { inviteMail }));
      expect(url.length).toBeLessThan(4_000);
    }
  });
});

it("leaves lines to end as each service takes them", () => {
  const one = { subject: "", body: "a\nb" };
  expect(webmailUrl("gmail", one)).toMatch(/&body=a%0Ab$/);
  expect(webmailUrl("yahoo", one)).toMatch(/&body=a%0D%0Ab$/);
  expect(webmailUrl("outlook", one)).toMatch(/body%3Da%250D%250Ab$/);
});

const python = `
import json, sys
from urllib.parse import urlsplit, parse_qsl
for url in json.load(sys.stdin):
    query = urlsplit(url).query
    print(json.dumps(parse_qsl(query, keep_blank_values=True, strict_parsing=True, errors="strict")))
`;
const hasPython = isHere("Python");

it.skipIf(!hasPython)(
  `${hasPython ? "" : "SKIPPED, NOT PROVED: "}is read back by Python's urllib too`,
  () => {
    const all = sample();
    const input = JSON.stringify(all.map(([provider, one]) => webmailUrl(provider, one)));
    const { stdout, status } = spawnSync("python3", ["-c", python], {
      input,
      encoding: "utf8",
      maxBuffer: 1e9,
    });
    expect(status).toBe(0);
    const lines = stdout.trim().split("\n");
    expect(lines).toHaveLength(all.length);
    all.forEach(([provider, one], index) => {
      expect(read(provider, JSON.parse(lines[index] ?? ""))).toEqual(intended(one));
    });
  },
);
