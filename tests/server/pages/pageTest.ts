import { JSDOM } from "jsdom";
import type { InviteRecord } from "../../../src/server/invites/life/inviteRecord.js";
import { createPageStyles } from "../../../src/server/pages/pageStyles.js";
import { createPages, type PagesOptions } from "../../../src/server/pages/pages.js";
import { origin } from "../companionTest.js";

const { window } = new JSDOM("", { url: origin, pretendToBeVisual: false });
export const parse = (page: string) => new window.DOMParser().parseFromString(page, "text/html");
export const inOneLine = (text: string) => text.replace(/\s+/g, " ").trim();
export const textOf = (element: Element | null) => inOneLine(element?.textContent ?? "");

export async function read(response: Response | Promise<Response>): Promise<Document> {
  return parse(await (await response).text());
}

export const styles = createPageStyles();
export const options: PagesOptions = {
  appName: "Acme Lending",
  apiUrl: "https://api.codat.io",
  styles,
  root: "/connect",
};

export function invite(more: Partial<InviteRecord> = {}): InviteRecord {
  return {
    id: "a".repeat(22),
    companyId: "c",
    customer: { id: "acme", name: "Oak & Elm Ltd", userName: "Sam Patel" },
    kind: "connect",
    sourceType: "accounting",
    state: "prepared",
    createdAt: 0,
    changedAt: 0,
    expiresAt: Date.UTC(2026, 11, 6),
    version: 1,
    ...more,
  };
}

export const request = (lang = "en-GB") => new Request(`${origin}/connect/x?lang=${lang}`);
export const pageOf = (one: InviteRecord, lang?: string, more: Partial<PagesOptions> = {}) =>
  read(createPages({ ...options, ...more })(request(lang)).invite(one, "/connect/token"));
