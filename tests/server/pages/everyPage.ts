import type { InviteRecord } from "../../../src/server/invites/life/inviteRecord.js";
import { createPages, type PagesOptions } from "../../../src/server/pages/pages.js";
import { invite, options, request } from "./pageTest.js";

const action = "/connect/token";
const xero = { platformKey: "gbol", platformName: "Xero" };

/** Each kind of page that the companion has, by a name for it, in a language. */
export function everyPage(locale: string, more: Partial<PagesOptions> = {}): Record<string, Response> {
  const pages = createPages({
    ...options,
    supportContact: "help@acme.example",
    privacyUrl: "/privacy",
    ...more,
  })(request(locale), { canRetry: true });
  const show = (wish: Partial<InviteRecord> = {}) => pages.invite(invite(wish), action);
  return {
    connect: show(xero),
    "connect, of no platform": show(),
    "connect, installed": show({ platformKey: "pqsw", platformName: "QuickBooks Desktop" }),
    reconnect: show({ ...xero, kind: "reconnect" }),
    self: show({ ...xero, kind: "self" }),
    declining: pages.declining(invite(xero), action),
    declined: pages.declined(invite(xero)),
    "declined before": show({ state: "declined" }),
    connected: pages.returned("connected", invite({ ...xero, state: "connected" })),
    "connected before": show({ state: "connected" }),
    waiting: pages.returned("connected", invite(xero)),
    cancelled: pages.returned("cancelled", invite(xero)),
    failed: pages.returned("failed", invite(xero)),
    expired: show({ state: "expired" }),
    "taken back": show({ state: "cancelled" }),
    unknown: pages.unknown(),
    "cannot open": pages.cannotOpen(503),
    "signed out": pages.signedOut(),
  };
}
