import { describe, expect, it, onTestFinished } from "vitest";
import { caddyProgram, startCaddy } from "../../support/caddy.js";
import { readEvents } from "../../support/eventReader.js";
import { redisProgram } from "../../support/redisServer.js";
import { startWholeHost } from "./wholeHost.js";

describe.skipIf(!redisProgram || !caddyProgram)("two processes behind Caddy", () => {
  it("stream at once, take webhooks, show the colleague's page, and go on while one is away", async () => {
    const host = await startWholeHost({ count: 2, startFront: startCaddy });
    onTestFinished(host.end);
    const { id } = await (await host.ask("POST /company", { as: "acme" })).json();
    const streams = await Promise.all(
      Array.from({ length: 8 }, async () => readEvents(await host.ask("GET /events", { as: "acme" }))),
    );
    for (const stream of streams) expect(await stream.take(1)).toMatchObject([{ event: "snapshot" }]);
    const { id: connectionId } = host.codat.connect(id);
    for (const stream of streams) expect(await stream.take(2)).toHaveLength(2);

    const body = { kind: "connect", sourceType: "accounting", prepared: true };
    const { url } = await (await host.ask("POST /invites", { as: "acme", body })).json();
    let place = "";
    for (const stream of streams) {
      const [frame] = await stream.take(1);
      expect(frame).toMatchObject({ event: "invite" });
      place = frame?.id ?? "";
    }
    const page = await fetch(url);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining("Acme Lending")]);

    await host.companions.stop(1, "SIGKILL");
    host.codat.deauthorize(connectionId);
    const headers = { cookie: "customer=acme", "sec-fetch-site": "same-origin", "last-event-id": place };
    for (const stream of streams) {
      // Those of the process that is gone are cut, and go on where they were.
      const [told] = await stream.take(1).catch(() => []);
      const again = told ? undefined : await fetch(`${host.front.url}/api/codat/events`, { headers });
      const [frame = told] = again ? await readEvents(again).take(1) : [];
      expect(frame).toMatchObject({ event: "connection", data: { connection: { status: "Deauthorized" } } });
    }
    for (let n = 0; n < 20; n++) expect((await host.ask("POST /company", { as: "acme" })).status).toBe(200);
  });
});
