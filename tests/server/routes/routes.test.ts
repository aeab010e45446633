import { createOnboardingServer } from "codat-onboarding/server";
import { describe, expect, it, vi } from "vitest";
import { apiKey, companionTest, origin, webhookSecret } from "../companionTest.js";

const invites = {
  secret: "the tests sign their links with this, and nobody else",
  publicUrl: "https://apply.example",
};
const notFound = '{"error":"not found"}';

describe("the routes", () => {
  it.each([
    "/api/codat",
    "/api/codat/",
    "/api/codat//",
    "/api/codat//company",
    "/api//codat/company",
    "//api/codat/company",
    "/api/codat/company//",
    "/api/codat%2Fcompany",
    "/api/codat/%63ompany",
    "/api/codat/company%2F",
    "/api/codat/company/x",
    "/api/codat/companyx",
    "/api/codat/Company",
    "/api/codatcompany",
    "/api/codat/connections//unlink",
    "/api/codat/token",
    "/api/codat/invites",
    "/company",
    "/",
  ])("do not lead to %s", async (path) => {
    const { server } = companionTest();
    const response = await server.fetch(new Request(origin + path, { headers: { cookie: "customer=acme" } }));
    expect(response.status).toBe(404);
    expect(await response.text()).toBe(notFound);
    expect(response.headers.get("cache-control")).toBe("no-store");
  });

  it("forgive one slash at the end", async () => {
    const { ask } = companionTest();
    expect((await ask("POST /company/")).status).toBe(200);
    expect((await ask("GET /company/?a=b")).status).toBe(200);
  });

  it.each([
    ["PUT /company", "GET, HEAD, POST"],
    ["DELETE /company", "GET, HEAD, POST"],
    ["OPTIONS /company", "GET, HEAD, POST"],
    ["toString /company", "GET, HEAD, POST"],
    ["get2 /company", "GET, HEAD, POST"],
    ["HEAD /go", "GET"],
    ["POST /go", "GET"],
    ["HEAD /events", "GET"],
    ["POST /return", "GET, HEAD"],
    ["GET /connections", "POST"],
    ["GET /connections/11111111-2222-4333-8444-555555555555", "DELETE"],
    ["PATCH /connections/11111111-2222-4333-8444-555555555555", "DELETE"],
    ["DELETE /connections/11111111-2222-4333-8444-555555555555/unlink", "POST"],
    ["GET /webhooks", "POST, PUT"],
  ])("answer %s with what is allowed", async (route, allow) => {
    const { ask, fake } = companionTest();
    const response = await ask(route);
    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    expect(await response.text()).toBe(route.startsWith("HEAD") ? "" : '{"error":"method"}');
    expect(fake.requests()).toEqual([]);
  });

  it.each([
    ["PUT /invites", "GET, POST"],
    ["HEAD /invites", "GET, POST"],
    ["DELETE /invites", "GET, POST"],
    ["GET /invites/0000000000000000000000", "POST, DELETE"],
    ["PATCH /invites/0000000000000000000000", "POST, DELETE"],
  ])("of invites answer %s with what is allowed", async (route, allow) => {
    const { ask, fake } = companionTest({ invites });
    const response = await ask(route);
    expect([response.status, response.headers.get("allow")]).toEqual([405, allow]);
    expect(fake.requests()).toEqual([]);
  });

  it.each(["/connected", "/connected/x", "/api/codat/connect/x", "/x//connect/x", "/x/connect/x"])(
    "of invites do not lead to %s",
    async (path) => {
      const { server } = companionTest({ invites });
      const response = await server.fetch(new Request(origin + path));
      expect([response.status, await response.text()]).toEqual([404, notFound]);
    },
  );

  it("of invites are pages wherever the basePath is, and nothing for another origin's scripts", async () => {
    const app = "https://app.example";
    for (const basePath of ["/", "/a/b/c", "/connected"]) {
      const { server } = companionTest({ invites, basePath, allowedOrigins: [app] });
      const headers = { origin: app, "sec-fetch-site": "cross-site" };
      for (const slash of ["", "/"]) {
        const response = await server.fetch(new Request(`${origin}/connect/x${slash}`, { headers }));
        expect([response.status, response.headers.get("content-type")]).toEqual([
          404,
          "text/html; charset=utf-8",
        ]);
        if (basePath !== "/") expect(response.headers.get("access-control-allow-origin")).toBeNull();
      }
    }
  });

  it("are not swayed by a method in a header", async () => {
    const { ask, fake } = companionTest();
    await ask("GET /company", { headers: { "x-http-method-override": "POST", "x-method-override": "POST" } });
    expect(fake.companies()).toEqual([]);
  });

  it("answer HEAD as GET without a body", async () => {
    const { ask } = companionTest();
    await ask("POST /company");
    const response = await ask("HEAD /company");
    expect([response.status, await response.text()]).toEqual([200, ""]);
  });

  it("are where the host wants them", async () => {
    const { server } = companionTest({ basePath: "/onboarding/" });
    const at = async (path: string) => (await server.fetch(new Request(origin + path))).status;
    expect([await at("/onboarding/company"), await at("/api/codat/company")]).toEqual([401, 404]);
    const root = companionTest({ basePath: "/" }).server;
    expect((await root.fetch(new Request(`${origin}/company`))).status).toBe(401);
  });
});

describe("another origin", () => {
  const app = "https://app.example";
  const asked = { headers: { origin: app, "sec-fetch-site": "cross-site" } };

  it("is answered with its name if it is allowed", async () => {
    const { ask } = companionTest({ allowedOrigins: [app] });
    const response = await ask("POST /company", asked);
    expect(response.status).toBe(200);
    expect(response.headers.get("access-control-allow-origin")).toBe(app);
    expect(response.headers.get("access-control-allow-credentials")).toBe("true");
    expect(response.headers.get("vary")).toBe("Origin");
    const preflight = await ask("OPTIONS /company", { ...asked, as: null });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-methods")).toBe("GET, HEAD, POST");
    expect(preflight.headers.get("access-control-allow-headers")).toBe("content-type, last-event-id");
  });

  it("is told nothing if it is not", async () => {
    const { ask } = companionTest({ allowedOrigins: ["https://other.example"] });
    for (const route of ["POST /company", "GET /company", "OPTIONS /company", "GET /events"]) {
      const response = await ask(route, asked);
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
      expect(response.headers.get("vary")).toBe("Origin");
      expect([403, 405]).toContain(response.status);
    }
  });
});

describe("the host's authenticate", () => {
  it("is given the request without its body, which the route still reads", async () => {
    const seen: string[] = [];
    const { ask, fake } = companionTest({
      async authenticate(request) {
        seen.push(
          `${request.method} ${new URL(request.url).pathname} ${request.headers.get("cookie")} ${await request.text()}`,
        );
        return { id: "acme" };
      },
    });
    expect((await ask("POST /connections", { body: { platformKey: "gbol" } })).status).toBe(201);
    expect(seen).toEqual(["POST /api/codat/connections theme=dark; customer=acme "]);
    expect(fake.companies()).toMatchObject([{ name: "acme" }]);
  });
});

describe("what goes wrong inside", () => {
  it("is reported once, and told by its number", async () => {
    const { ask, errors } = companionTest({
      authenticate: () => {
        throw new Error("the database at 10.0.0.1 is down");
      },
    });
    const response = await ask("GET /company");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    expect(await response.text()).toBe('{"error":"ONB-510"}');
    expect(errors).toMatchObject([{ code: "ONB-510" }]);
  });

  it("is Codat's refusal of the key, which trying again does not mend", async () => {
    const { ask, errors } = companionTest({ apiKey: "another-key" });
    const response = await ask("POST /company");
    expect([response.status, await response.text()]).toEqual([500, '{"error":"ONB-508"}']);
    expect(errors).toMatchObject([{ code: "ONB-508", message: expect.stringContaining("apiKey") }]);
    expect(errors[0]?.message).not.toContain("another-key");
  });

  it("is an onError that throws, and one that is not there", async () => {
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const authenticate = () => Promise.reject(new Error("secret"));
    const onError = () => {
      throw new Error("logging is down");
    };
    for (const options of [{ onError }, {}]) {
      const server = createOnboardingServer({
        apiKey,
        webhookSecret,
        appName: "Acme",
        authenticate,
        ...options,
      });
      expect((await server.fetch(new Request(`${origin}/api/codat/company`))).status).toBe(503);
    }
    expect(said.mock.calls).toEqual([
      [expect.stringContaining("ONB-510")],
      [expect.stringContaining("ONB-510")],
    ]);
    expect(String(said.mock.calls)).not.toContain("secret");
    said.mockRestore();
  });

  it.each([
    [{ id: "" }],
    [{ id: 17 }],
    [{ id: ["acme"] }],
    [{ id: { toString: () => "acme" } }],
    [{}],
    [{ id: "\ud800" }],
    [{ id: "a", user: { id: 1 } }],
  ])("is a session that names no customer: %j", async (customer) => {
    const { ask, errors, fake } = companionTest({ authenticate: () => customer as never });
    for (const route of ["GET /company", "POST /company", "GET /events"]) {
      expect((await ask(route)).status).toBe(500);
    }
    expect(errors.map(({ code }) => code)).toEqual(["ONB-510", "ONB-510", "ONB-510"]);
    expect(fake.companies()).toEqual([]);
  });
});
