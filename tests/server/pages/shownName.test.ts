import { expect, it } from "vitest";
import { shownName } from "../../../src/server/pages/shownName.js";
import { companiesOf, languages } from "../../locales/localeFiles.js";

it.each([
  "https://evil.example/login",
  "Oak hxxps://evil",
  "See www.evil.example",
  "Verify at acme-secure.com",
  "VERIFY AT ACME-SECURE.COM now",
  "Go to acme.co.uk",
  "acme.shop",
  "evil.bank/login",
  "evil.example:8443",
  "evil.example?x=1",
  "ｅｖｉｌ．ｃｏｍ",
  "evil。com",
  "evil｡com",
  "evil\u200b.com",
  "пример.рф/вход",
  "xn--e1afmkfd.xn--p1ai",
  "help@acme.example",
  "help＠acme",
  "Call 0800 123 4567",
  "URGENT: +44 (0)20 7946 0018",
  "0-8-0-0-1-2-3",
  "٠٨٠٠١٢٣٤",
  "０８００１２３４",
  "1234567 Ontario Inc.",
])("%s is withheld", (name) => {
  expect(shownName(name)).toBeUndefined();
});

it.each([
  "Oak & Elm Ltd",
  "Sam Patel",
  "J.Li",
  "St.Mary's Dental",
  "A.G. BARR p.l.c.",
  "Müller GmbH & Co.KG",
  "Brompton Bicycle Ltd.",
  "Wells Fargo Bank, N.A.",
  "888 Holdings",
  "3i Group plc",
  "1&1",
  "Est. 1897",
  "Studio 123456",
  "24/7 Plumbing, 365 days",
  "Rock 'n' Roll Inc.Ltd",
  "株式会社山田製作所",
  "شركة مخبز النخيل (ذ.م.م.)",
])("%s is shown", (name) => {
  expect(shownName(name)).toBe(name);
});

it("no name is nothing", () => {
  expect([shownName(undefined), shownName(" ")]).toEqual([undefined, undefined]);
});

it("of four hundred real companies only those that are called after their sites are withheld", () => {
  const companies = languages.flatMap(companiesOf);
  const withheld = new Set(companies.filter((name) => shownName(name) === undefined));
  expect(companies.length).toBeGreaterThan(400);
  expect([...withheld]).toEqual(["Amazon.com, Inc."]);
});
