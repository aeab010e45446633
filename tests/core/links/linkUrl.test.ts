import { isLinkUrl } from "codat-onboarding/core";
import { describe, expect, it } from "vitest";

const id = "1fa3c5e2-9d5b-4c1e-8f0a-2b7d6e4c9a10";
const connection = "7baba9cd-f4e1-4ae0-b56c-5ba8e09e4a0b";

const links = [
  ["a company's link", `https://link.codat.io/company/${id}`],
  ["the plural of the retired FAQ", `https://link.codat.io/companies/${id}`],
  ["a link with a client's name", `https://link.codat.io/acme-lending/company/${id}`],
  ["a connection's link", `https://link-api.codat.io/companies/${id}/connections/${connection}/start`],
  ["a link with a one-time password", `https://link.codat.io/company/${id}?link.otp=a%2Bb%2Fc%3D`],
  ["a connection's one-time password", `https://link-api.codat.io/companies/${id}/start?otp=123456`],
  ["scopes", "https://link-api.codat.io/clients/x/signUpWith/gbol?link.scopes=openid%20profile%20email"],
  ["a fragment", `https://link.codat.io/company/${id}#top`],
  ["an @ in the path", "https://link.codat.io/@evil.example"],
  ["an address in the query", "https://link.codat.io/company?next=https://evil.example/"],
];

const others = [
  ["nothing", ""],
  ["a script", "javascript:alert(1)//link.codat.io/"],
  ["a script with a host", "javascript://link.codat.io/%0Aalert(1)"],
  ["data", "data:text/html,<script>alert(1)</script>"],
  ["a blob", "blob:https://link.codat.io/company"],
  ["a file", "file://link.codat.io/company"],
  ["a view of the source", "view-source:https://link.codat.io/company"],
  ["http", "http://link.codat.io/company"],
  ["ftp", "ftp://link.codat.io/company"],
  ["no scheme", "//link.codat.io/company"],
  ["no scheme and another host", "//evil.example/company"],
  ["a path", `/company/${id}`],
  ["another host", "https://evil.example/company"],
  ["a longer host", "https://link.codat.io.evil.example/company"],
  ["a host that ends alike", "https://evillink.codat.io/company"],
  ["a host with a hyphen for the dot", "https://link-codat.io/company"],
  ["a host with another letter for the dot", "https://linkxcodat.io/company"],
  ["another host of Codat's", "https://app.codat.io/company"],
  ["Codat's test host", "https://link-uat.codat.io/company"],
  ["the bare domain", "https://codat.io/company"],
  ["a user name like the host", "https://link.codat.io@evil.example/company"],
  ["a user name", "https://user@link.codat.io/company"],
  ["a password", "https://user:secret@link.codat.io/company"],
  ["an empty user name", "https://@link.codat.io/company"],
  ["an empty user name and password", "https://:@link.codat.io/company"],
  ["an encoded user name", "https://link.codat.io%40evil.example/company"],
  ["a port", "https://link.codat.io:8443/company"],
  ["a port and a user name alike", "https://link.codat.io:443@evil.example/company"],
  ["a Cyrillic letter", "https://l\u0456nk.codat.io/company"],
  ["a look-alike in Punycode", "https://xn--lnk-kmc.codat.io/company"],
  ["a full-width host", "https://ｌｉｎｋ.codat.io/company"],
  ["an ideographic full stop", "https://link。codat。io/company"],
  ["a soft hyphen", "https://li\u00adnk.codat.io/company"],
  ["a zero-width space", "https://link\u200b.codat.io/company"],
  ["a dot at the end of the host", "https://link.codat.io./company"],
  ["an encoded host", "https://link%2ecodat%2eio/company"],
  ["a backslash for the slash", "https://link.codat.io\\@evil.example/company"],
  ["backslashes", "https:\\\\link.codat.io\\company"],
  ["another host behind a backslash", "https://evil.example\\.link.codat.io/company"],
  ["another host behind a question mark", "https://evil.example?.link.codat.io/company"],
  ["another host behind a hash", "https://evil.example#.link.codat.io/company"],
  ["another host behind a semicolon", "https://evil.example;link.codat.io/company"],
  ["one slash", "https:/link.codat.io/company"],
  ["no slashes", "https:link.codat.io/company"],
  ["three slashes", "https:///link.codat.io/company"],
  ["a tab in the scheme", "java\tscript:alert(1)"],
  ["a tab in the host", "https://link.co\tdat.io/company"],
  ["a tab in the path", "https://link.codat.io/com\tpany"],
  ["a line break in the path", "https://link.codat.io/company\r\nBcc: evil@example.com"],
  ["a NUL", "https://link.codat.io/company\0"],
  ["a space before", " https://link.codat.io/company"],
  ["a space after", "https://link.codat.io/company "],
  ["a space inside", "https://link.codat.io/com pany"],
  ["markup", 'https://link.codat.io/company"><script>'],
  ["a quotation mark in the query", 'https://link.codat.io/company?a="b"'],
  ["an apostrophe in the query, which browsers rewrite", "https://link.codat.io/company?a='b'"],
  ["a letter beyond ASCII in the path", "https://link.codat.io/compañy"],
  ["a bidi control", "https://link.codat.io/company/\u202e"],
  ["an unfilled hole", "https://link.codat.io/company/{companyId}"],
  ["an unfilled hole in the query, which browsers leave", "https://link.codat.io/company?id={companyId}"],
  ["a backslash in the query, which browsers leave", "https://link.codat.io/company?a=\\b"],
  ["a backslash in the fragment, which browsers leave", "https://link.codat.io/company#a\\b"],
  ["a pipe in the query, where mail programs end a link", "https://link.codat.io/company?a=b|c"],
  ["half of a URL", "https://"],
  ["an open bracket", "https://[::1/company"],
];

describe("isLinkUrl", () => {
  it.each(links)("allows %s", (_, url) => {
    expect(isLinkUrl(url ?? "")).toBe(true);
  });

  it.each(others)("refuses %s", (_, url) => {
    expect(isLinkUrl(url ?? "")).toBe(false);
  });

  it.each(others)("refuses %s whatever else is listed", (_, url) => {
    expect(isLinkUrl(url ?? "", { hosts: ["localhost", "lender.example"] })).toBe(false);
  });

  it.each([
    ["undefined", undefined],
    ["null", null],
    ["a URL object", new URL("https://link.codat.io/company")],
    ["an array", ["https://link.codat.io/company"]],
    ["an object with toString", { toString: () => "https://link.codat.io/company" }],
    ["a number", 1],
  ])("refuses %s, which no type allows", (_, url) => {
    expect(isLinkUrl(url as string)).toBe(false);
  });

  describe("with listed hosts", () => {
    it.each([
      ["a host", "https://connect.lender.example/c/x", "connect.lender.example"],
      ["a host in upper case", "https://connect.lender.example/c/x", "Connect.Lender.EXAMPLE"],
      ["a host with a port", "https://lender.example:8443/c/x", "lender.example:8443"],
      ["localhost", "http://localhost/company", "localhost"],
      ["localhost with a port", "http://localhost:4310/company", "localhost:4310"],
      ["127.0.0.1", "http://127.0.0.1:4310/company", "127.0.0.1:4310"],
      ["another loopback address", "http://127.8.0.1/company", "127.8.0.1"],
      ["IPv6 loopback", "http://[::1]:4310/company", "[::1]:4310"],
      ["https on loopback", "https://localhost:4310/company", "localhost:4310"],
    ])("allows %s", (_, url, host) => {
      expect(isLinkUrl(url)).toBe(false);
      expect(isLinkUrl(url, { hosts: [host] })).toBe(true);
    });

    it.each([
      ["http beyond loopback", "http://lender.example/c/x", "lender.example"],
      [
        "http on a host that begins like loopback",
        "http://localhost.evil.example/c",
        "localhost.evil.example",
      ],
      ["http on a host that ends like loopback", "http://evil.localhost.example/c", "evil.localhost.example"],
      [
        "http on an address that begins like loopback",
        "http://127.0.0.1.evil.example/",
        "127.0.0.1.evil.example",
      ],
      ["http on a host that ends in loopback's name", "http://evil-localhost/company", "evil-localhost"],
      ["http on a name below loopback's", "http://evil.localhost/company", "evil.localhost"],
      ["http beyond loopback, which the path names", "http://evil.example/127.0.0.1", "evil.example"],
      [
        "http beyond loopback, which the query names",
        "http://evil.example/?http://localhost",
        "evil.example",
      ],
      ["a scheme that ends like http", "x-http://127.0.0.1/company", "127.0.0.1"],
      ["http on every address", "http://0.0.0.0/company", "0.0.0.0"],
      ["another port", "http://localhost:4311/company", "localhost:4310"],
      ["a port that is not listed", "http://localhost:4310/company", "localhost"],
      ["a subdomain", "https://sub.lender.example/", "lender.example"],
      ["a wildcard, which is none", "https://sub.lender.example/", "*.lender.example"],
      ["a dot that stands for any letter", "https://lenderxexample/", "lender.example"],
      ["a user name", "http://user@localhost:4310/company", "localhost:4310"],
      ["an empty host", "https:///company", ""],
      ["another scheme", "ftp://localhost/company", "localhost"],
      ["a script", "javascript:alert(1)", "alert(1)"],
      ["data, which has no host", "data:text/html,x", ""],
    ])("refuses %s", (_, url, host) => {
      expect(isLinkUrl(url, { hosts: [host] })).toBe(false);
    });

    it("still allows Codat's own", () => {
      expect(isLinkUrl(`https://link.codat.io/company/${id}`, { hosts: ["lender.example"] })).toBe(true);
    });
  });
});
