import { describe, expect, it } from "vitest";
import { readEvents } from "../../support/eventReader.js";
import { settled } from "../../support/fakeTimers.js";
import { createStreamHost, owner } from "../../support/streamHost.js";

const person = (id: string) => ({ ...owner, customer: { id: "bakery", user: { id } } });
const isOpen = async (response: Response) => {
  let open = true;
  void readEvents(response)
    .rest()
    .then(() => {
      open = false;
    });
  await settled();
  return open;
};

describe("the streams of a process", () => {
  it("are no more than it may hold: the next is told to come back, and none is ended for it", async () => {
    const host = createStreamHost({ limits: { perProcess: 3, perCustomer: 100 } });
    const open = [await host.open(), await host.open(), await host.open()];
    await expect(host.open()).rejects.toMatchObject({ code: "ONB-524", recoverable: true });
    expect(host.streams.count()).toEqual({ open: 3, limit: 3 });
    await open[1]?.body?.cancel();
    expect((await host.open()).status).toBe(200);
    expect(host.streams.count()).toEqual({ open: 3, limit: 3 });
    expect(await Promise.all([open[0], open[2]].map((one) => one && isOpen(one)))).toEqual([true, true]);
  });

  it("leave places to the others of a business, whoever comes again and again", async () => {
    const host = createStreamHost({ limits: { perCustomer: 4 } });
    const ofAlex = await host.open({}, person("alex"));
    const ofSam = [];
    for (let one = 0; one < 20; one++) ofSam.push(await host.open({}, person("sam")));
    expect(await isOpen(ofAlex)).toBe(true);
    const states = await Promise.all(ofSam.map(isOpen));
    expect(states).toEqual([...Array(17).fill(false), true, true, true]);
  });

  it("that are old together come back over as long as it takes to begin them", async () => {
    const waitsOf = async (count: number) => {
      let draws = 0;
      const host = createStreamHost({
        limits: { perCustomer: 1_000, perSecond: 5 },
        random: () => (draws++ % 100) / 100,
      });
      const open = await Promise.all(Array.from({ length: count }, () => host.open()));
      const ended = open.map((response) => readEvents(response).rest());
      await host.timers.pass(600_000);
      const all = await Promise.all(ended);
      return all.flatMap(({ frames }) => frames.flatMap(({ retry }) => (retry ? [Number(retry)] : [])));
    };
    expect(await waitsOf(20)).toEqual([]);
    const waits = await waitsOf(500);
    expect(waits.length).toBeGreaterThan(200);
    expect(new Set(waits).size).toBeGreaterThan(50);
    expect(Math.max(...waits)).toBeLessThan((500 / 5) * 1_000);
    expect(Math.max(...waits)).toBeGreaterThan(2_000);
  });

  it("that are asked for while it ends are told to come back, the later the more they are", async () => {
    const host = createStreamHost({ limits: { perSecond: 10 } });
    await host.streams.drain();
    const answers = await Promise.all(Array.from({ length: 200 }, () => host.open()));
    const waits = answers.map(({ status, headers }) => [status, Number(headers.get("retry-after"))]);
    expect(waits[0]).toEqual([503, 5]);
    expect(waits.at(-1)?.[0]).toBe(503);
    expect(waits.at(-1)?.[1]).toBeGreaterThan(10);
    expect(waits.every(([, wait]) => Number(wait) < 29)).toBe(true);
  });
});
