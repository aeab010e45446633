import { describe, expect, onTestFinished, test } from "vitest";
import type { CodatServer } from "./codat.js";
import { readEvents } from "./eventReader.js";
import { followLink } from "./followLink.js";

/** A host with a companion at `/api/codat`, and a door that signs a new customer in. */
export interface CompanionHost {
  url: string;
  codat: CodatServer;
  /** What the host makes of the stream's content type. @default "text/event-stream" */
  streamType?: string | undefined;
}

const go = "/go?use=connect&sourceType=accounting";
const json = { "content-type": "application/json" };

/** What every host must get from its companion, seen from outside. The host runs when the tests do. */
export function describeCompanion(host: () => CompanionHost): void {
  const at = (path: string) => `${host().url}/api/codat${path}`;
  const pathOf = (response: Response) => new URL(response.headers.get("location") ?? "").pathname;

  async function signInCookie(): Promise<string> {
    const response = await fetch(`${host().url}/sign-in`, { method: "POST" });
    return response.headers.get("set-cookie")?.split(";")[0] ?? "";
  }

  async function signIn(): Promise<(path: string, init?: RequestInit) => Promise<Response>> {
    const cookie = await signInCookie();
    return (path, init) => {
      const headers = { ...init?.headers, cookie, "sec-fetch-site": "same-origin" };
      return fetch(at(path), { redirect: "manual", ...init, headers });
    };
  }

  async function companyOf(ask: Awaited<ReturnType<typeof signIn>>): Promise<string> {
    const response = await ask("/company", { method: "POST" });
    expect(response.status).toBe(200);
    return (await response.json()).id;
  }

  describe("the companion", () => {
    test.for([
      ["GET", "/company"],
      ["POST", "/company"],
      ["GET", "/events"],
      ["POST", "/connections/0d5a1c1e-7d5a-4b7a-9c0e-0d5a1c1e7d5a/unlink"],
      ["DELETE", "/connections/0d5a1c1e-7d5a-4b7a-9c0e-0d5a1c1e7d5a"],
    ] as const)("answers 401 to %s %s without a session", async ([method, path]) => {
      const response = await fetch(at(path), { method, headers: { "sec-fetch-site": "same-origin" } });
      expect(response.status).toBe(401);
      await response.body?.cancel();
    });

    test("leads nobody to Codat without a session, and no script with one", async () => {
      const cookie = await signInCookie();
      expect((await followLink(at(go))).status).toBe(401);
      expect((await fetch(at(go), { headers: { cookie } })).status).toBe(403);
    });

    test("makes one company for a customer, however often it is asked", async () => {
      const ask = await signIn();
      const before = host().codat.api.companies().length;
      const ids = await Promise.all(Array.from({ length: 10 }, () => companyOf(ask)));
      expect(new Set(ids).size).toBe(1);
      expect(host().codat.api.companies()).toHaveLength(before + 1);
    });

    test("leads to Codat's page, by a link that it read a moment ago", async () => {
      const { status, location } = await followLink(at(go), { cookie: await signInCookie() });
      expect(status).toBe(303);
      const [company] = host().codat.api.companies().slice(-1);
      expect(new URL(location).pathname).toBe(`/api/company/${company?.id}`);
    });

    test("tells of a connection and of its data, as Codat's webhooks do", async () => {
      const { api } = host().codat;
      const ask = await signIn();
      const companyId = await companyOf(ask);
      const response = await ask("/events");
      expect(response.headers.get("content-type")).toBe(host().streamType ?? "text/event-stream");
      const events = readEvents(response);
      onTestFinished(() => events.close());
      expect(await events.next()).toMatchObject({
        type: "snapshot",
        company: { id: companyId, connections: [] },
      });

      const { id } = api.connect(companyId);
      const told = [await events.next(), await events.next()];
      expect(told).toMatchObject([
        { type: "connection", connection: { id, status: "PendingAuth" } },
        { type: "connection", connection: { id, status: "Linked" } },
      ]);
      api.completeRead(id);
      expect(await events.next()).toMatchObject({ type: "data", connectionId: id });
      await api.webhooks.settle();
      const own = api.webhooks.deliveries().filter(({ body }) => body.includes(companyId));
      expect(own.length).toBeGreaterThanOrEqual(3);
      expect(own.every(({ status, attempt }) => status === 200 && attempt === 1)).toBe(true);
    });

    test("ends a connection that the customer does not want, and no other customer's", async () => {
      const { api } = host().codat;
      const ask = await signIn();
      const { id } = api.connect(await companyOf(ask));
      const stranger = await signIn();
      await companyOf(stranger);
      expect((await stranger(`/connections/${id}/unlink`, { method: "POST" })).status).toBe(404);
      expect((await ask(`/connections/${id}/unlink`, { method: "POST" })).status).toBe(204);
    });

    test("shows a colleague who asks, leads them to Codat by its button alone, and asks once", async () => {
      const ask = await signIn();
      const companyId = await companyOf(ask);
      const invite = async () => {
        const body = JSON.stringify({ sourceType: "accounting", prepared: true });
        const response = await ask("/invites", { method: "POST", body, headers: json });
        expect([200, 201]).toContain(response.status);
        return (await response.json()).url as string;
      };
      const link = await invite();
      expect(await invite()).toBe(link);
      const { pathname } = new URL(link);
      expect(pathname).toMatch(/^\/connect\/[A-Za-z0-9]{47}$/);

      const page = await fetch(host().url + pathname);
      expect(page.status).toBe(200);
      expect(page.headers.get("referrer-policy")).toBe("same-origin");
      expect(page.headers.get("content-security-policy")).toMatch(/form-action 'self' https:/);
      expect(await page.text()).toContain("Sam Baker");
      const press = (site: string) =>
        fetch(host().url + pathname, {
          method: "POST",
          redirect: "manual",
          headers: { "sec-fetch-site": site },
        });
      expect((await press("cross-site")).status).toBe(403);
      const go = await press("same-origin");
      expect(go.status).toBe(303);
      expect(pathOf(go)).toBe(`/api/company/${companyId}`);
      expect((await fetch(`${host().url}${pathname.slice(0, -1)}`)).status).toBe(404);
    });

    test("refuses a webhook that Codat did not sign", async () => {
      const timestamp = String(Math.floor(Date.now() / 1000));
      const headers = {
        "content-type": "application/json",
        "webhook-id": "msg_1",
        "webhook-timestamp": timestamp,
        "webhook-signature": `v1,${btoa("x".repeat(32))}`,
      };
      const response = await fetch(at("/webhooks"), { method: "POST", headers, body: "{}" });
      expect(response.status).toBe(401);
    });
  });
}
