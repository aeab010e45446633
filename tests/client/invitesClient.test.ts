import { afterEach, describe, expect, it, vi } from "vitest";
import { createInvitesClient, type InvitesClient } from "../../src/client/invitesClient.js";

const answered = {
  id: "a",
  url: "https://apply.example/connect/a",
  expiresAt: "2026-12-07T09:00:00.000Z",
  state: "none",
  version: 0,
};
const link = { id: answered.id, url: answered.url, expiresAt: answered.expiresAt };
const wish = { kind: "connect", sourceType: "accounting" } as const;

/** Requests to a companion that answers so; `asked` is what it heard. */
function asking(answer: () => Response | Promise<Response>) {
  const asked: unknown[][] = [];
  vi.stubGlobal("fetch", async (url: string, { method, body, keepalive, cache }: RequestInit = {}) => {
    asked.push([`${method} ${url}`, body && JSON.parse(String(body)), keepalive, cache]);
    return answer();
  });
  return { asked, requests: createInvitesClient("/api/codat") };
}

afterEach(() => vi.unstubAllGlobals());

describe("what a page asks its companion about invites", () => {
  it("finds or makes one, and takes no more of the answer than its link", async () => {
    const { asked, requests } = asking(() => Response.json(answered));
    expect(await requests.ensure({ ...wish, platformKey: "gbol", locale: "fr-CA" })).toEqual(link);
    expect(asked).toEqual([
      ["POST /api/codat/invites", { ...wish, platformKey: "gbol", locale: "fr-CA" }, false, "no-store"],
    ]);
  });

  it("outlives the page where a way of passing it on leaves it", async () => {
    const { asked, requests } = asking(() => Response.json(answered));
    await requests.ensure({ ...wish, prepared: true });
    expect(asked).toEqual([["POST /api/codat/invites", { ...wish, prepared: true }, true, "no-store"]]);
  });

  it("asks for the link of one that is there", async () => {
    const { asked, requests } = asking(() => Response.json({ invites: [{ id: "b" }, answered] }));
    expect(await requests.link("a")).toEqual(link);
    expect(asked).toEqual([["GET /api/codat/invites", undefined, false, "no-store"]]);
  });

  it("cancels one, and changes a note, by an id that stays one segment", async () => {
    const { asked, requests } = asking(() => new Response(null, { status: 204 }));
    await requests.cancel("../a");
    await requests.setName("a b", "Priya");
    expect(asked.map(([line, body]) => [line, body])).toEqual([
      ["DELETE /api/codat/invites/..%2Fa", undefined],
      ["POST /api/codat/invites/a%20b", { name: "Priya" }],
    ]);
  });
});

describe("what is not done rejects with ONB-407, of which nobody learns a link", () => {
  const asks: Record<string, (requests: InvitesClient) => Promise<unknown>> = {
    ensure: ({ ensure }) => ensure(wish),
    link: (requests) => requests.link("a"),
    cancel: ({ cancel }) => cancel("a"),
    setName: ({ setName }) => setName("a", "Priya"),
  };
  const answers: Record<string, () => Response | Promise<Response>> = {
    "is refused": () => Response.json(answered, { status: 409 }),
    "finds nothing": () => Response.json({ error: "not found" }, { status: 404 }),
    "is not answered": () => Promise.reject(new TypeError("fetch failed")),
  };
  const unreadable: typeof answers = {
    "is answered by a page": () => new Response("<p>Sign in</p>"),
    "is answered with null": () => Response.json(null),
    "is answered with a list of nothing": () => Response.json({ invites: [null, { id: "a" }] }),
    "is answered without an end": () => Response.json({ ...answered, expiresAt: 1 }),
  };
  const all = Object.entries(asks).flatMap(([ask, run]) => [
    ...Object.entries(answers).map(([how, answer]) => [ask, how, run, answer] as const),
    ...Object.entries(ask === "ensure" || ask === "link" ? unreadable : {}).map(
      ([how, answer]) => [ask, how, run, answer] as const,
    ),
  ]);

  it.each(all)("%s that %s", async (_ask, _how, run, answer) => {
    const error = await run(asking(answer).requests).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: "ONB-407", recoverable: true });
    expect(String(error)).not.toMatch(/https|connect\/|Priya/);
  });
});
