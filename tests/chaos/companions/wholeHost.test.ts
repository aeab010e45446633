import { describe, expect, it, onTestFinished } from "vitest";
import { readEvents } from "../../support/eventReader.js";
import { nginxProgram } from "../../support/nginx.js";
import { redisProgram } from "../../support/redisServer.js";
import { startWholeHost } from "./wholeHost.js";

describe.skipIf(!redisProgram || !nginxProgram)("four processes behind nginx, with one Redis", () => {
  it("make one company of a customer, of a hundred first requests at all of them", async () => {
    const host = await startWholeHost();
    onTestFinished(host.end);
    const asked = Array.from({ length: 100 }, (_, n) =>
      host.ask("POST /company", { as: "acme", ...(n < 80 && { place: n % 4 }) }),
    );
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    const ids = await Promise.all(answers.map(async (answer) => (await answer.json()).id));
    expect(new Set(ids).size).toBe(1);
    expect(host.codat.companies()).toHaveLength(1);
  });

  it("tell a page of a webhook that another process took", async () => {
    const host = await startWholeHost();
    onTestFinished(host.end);
    const { id } = await (await host.ask("POST /company", { as: "acme" })).json();
    const streams = await Promise.all(
      [0, 1, 2, 3, undefined].map(async (place) =>
        readEvents(await host.ask("GET /events", { as: "acme", place })),
      ),
    );
    for (const stream of streams) expect(await stream.take(1)).toMatchObject([{ event: "snapshot" }]);
    const connection = host.codat.connect(id);
    // It is created and connected: two webhooks, which may overtake each other.
    for (const frames of await Promise.all(streams.map((stream) => stream.take(2)))) {
      expect(frames.map(({ event }) => event)).toEqual(["connection", "connection"]);
      const states = frames.map(({ data }) => data?.type === "connection" && data.connection);
      expect(states).toContainEqual(expect.objectContaining({ id: connection.id, status: "Linked" }));
    }
    await Promise.all(streams.map((stream) => stream.cancel()));
  });

  it("end by SIGTERM with their streams, and go on at the same address", async () => {
    const host = await startWholeHost({ count: 1 });
    onTestFinished(host.end);
    await host.ask("POST /company", { as: "acme" });
    const stream = readEvents(await host.ask("GET /events", { as: "acme" }));
    await host.companions.stop(0, "SIGTERM");
    expect((await stream.rest()).cut).toBe(false);
    await host.companions.start(0);
    expect((await host.ask("POST /company", { as: "acme" })).status).toBe(200);
    expect(host.companions.errors()).toEqual([]);
  });
});
