import { redisBackplane } from "codat-onboarding/redis";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { OnboardingError } from "../../src/core/errors.js";
import type { BackplaneEntry } from "../../src/server/backplane/backplane.js";
import { redisProgram, startCluster, untilReplicated } from "../support/redisServer.js";
import { documentedRights } from "./documentedRights.js";

const hour = 3_600_000;
const appending = (id: string) => ({ append: [{ event: id, once: { id, lifetime: hour } }] });

/** Of all three nodes. */
const rooms = Array.from({ length: 12 }, (_, n) => `room ${n}`);

describe.skipIf(!redisProgram)("a cluster", () => {
  it.each(["parts", "rooms"] as const)(
    "needs no more rights than the documentation says, by channels for %s",
    async (channels) => {
      const { urls, nodes, end } = await startCluster();
      onTestFinished(end);
      const allow = (...more: string[]) =>
        Promise.all(
          nodes.map((node) =>
            node.call(
              "ACL",
              "SETUSER",
              "companion",
              "on",
              ">word",
              ...documentedRights(),
              "~app:*",
              "&app:*",
              ...more,
            ),
          ),
        );
      expect(new Set(await allow("+cluster", "+ssubscribe", "+sunsubscribe", "+spublish"))).toEqual(
        new Set(["+OK"]),
      );
      const url = urls.map((one) => one.replace("//", "//companion:word@"));
      const made = () => {
        const one = redisBackplane({ url, channels, prefix: "app", patience: 9_000, onError: () => {} });
        onTestFinished(one.close);
        return one;
      };
      const backplane = made();
      await backplane.ready();
      const heard: string[] = [];
      for (const room of rooms) {
        const leave = await backplane.subscribe(room, {
          onEntry: ({ event }) => heard.push(event),
          onGap: () => {},
        });
        await backplane.commit(room, appending(room));
        await vi.waitFor(() => expect(heard).toContain(room), 20_000);
        leave();
      }

      for (const lacks of ["spublish", "cluster"]) {
        await allow("+cluster", "+ssubscribe", "+sunsubscribe", "+spublish", `-${lacks}`);
        await expect(made().ready(), lacks).rejects.toMatchObject({ code: "ONB-506" });
      }
      await allow("resetpass", ">another");
      await expect(made().ready()).rejects.toMatchObject({ message: expect.stringContaining("WRONGPASS") });
    },
  );

  it.each(["parts", "rooms"] as const)(
    "whose master dies goes on with its replica, and tells of a gap, by channels for %s",
    async (channels) => {
      const { urls, nodes, end } = await startCluster(
        3,
        "--appendonly",
        "yes",
        "--cluster-node-timeout",
        "1500",
        "--repl-diskless-sync-delay",
        "0",
      );
      onTestFinished(end);
      const backplane = redisBackplane({ url: urls, channels, patience: 9_000, onError: () => {} });
      onTestFinished(backplane.close);
      await backplane.ready();
      const heard = new Map<string, BackplaneEntry[]>(rooms.map((room) => [room, []]));
      const gaps = new Set<string>();
      for (const room of rooms)
        await backplane.subscribe(room, {
          onEntry: (entry) => heard.get(room)?.push(entry),
          onGap: () => gaps.add(room),
        });
      for (const room of rooms) await backplane.commit(room, appending("before"));
      const isHeard = (event: string) =>
        vi.waitFor(
          () =>
            expect(rooms.filter((room) => !heard.get(room)?.some((one) => one.event === event))).toEqual([]),
          30_000,
        );
      await isHeard("before");
      // The replica of each has it too: what it lacks is lost, as of one Redis.
      for (const node of nodes.slice(0, 3)) await untilReplicated(node);

      await nodes[0]?.kill();
      for (const room of rooms)
        await vi.waitFor(() => backplane.commit(room, appending("after")), {
          timeout: 30_000,
          interval: 100,
        });
      // A room that does not hear of it is told of a gap, and reads.
      const stored = await Promise.all(rooms.map((room) => backplane.view(room, [], { cursor: "" })));
      const all = await Promise.all(
        rooms.map(
          async (room) =>
            (await backplane.view(room, [], { cursor: heard.get(room)?.[0]?.cursor ?? "" })).entries,
        ),
      );
      expect(stored).toHaveLength(rooms.length);
      expect(all.map((entries) => entries?.map(({ event }) => event))).toEqual(rooms.map(() => ["after"]));
      await vi.waitFor(() => {
        for (const room of rooms) {
          const isTold = heard.get(room)?.some(({ event }) => event === "after");
          expect(isTold || gaps.has(room), room).toBe(true);
        }
      }, 30_000);
      // And all hear again.
      for (const room of rooms) await backplane.commit(room, appending("later"));
      await isHeard("later");
    },
  );

  it.each(["parts", "rooms"] as const)(
    "that lets nobody in for a while goes on when it does, by channels for %s",
    async (channels) => {
      const { urls, nodes, end } = await startCluster();
      onTestFinished(end);
      const url = urls.map((one) => one.replace("//", "//companion:word@"));
      const user = ["ACL", "SETUSER", "companion", "on", "allcommands", "allkeys", "allchannels"];
      for (const node of nodes) await node.call(...user, ">word");
      const codes: string[] = [];
      const onError = ({ code }: OnboardingError) => codes.push(code);
      const backplane = redisBackplane({ url, channels, patience: 500, onError });
      onTestFinished(backplane.close);
      await backplane.ready();
      const heard = new Set<string>();
      for (const room of rooms)
        await backplane.subscribe(room, { onEntry: () => heard.add(room), onGap() {} });

      for (const node of nodes) {
        await node.call(...user, "resetpass", ">another");
        for (const kind of ["pubsub", "normal"])
          await node.call("CLIENT", "KILL", "USER", "companion", "TYPE", kind);
      }
      await vi.waitFor(() => expect(codes).toContain("ONB-506"), 30_000);
      for (const node of nodes) await node.call(...user, ">word");
      await vi.waitFor(
        () => Promise.all(rooms.map((room) => backplane.commit(room, { put: { key: null } }))),
        {
          timeout: 30_000,
          interval: 100,
        },
      );
      await vi.waitFor(
        async () => {
          for (const room of rooms) await backplane.commit(room, { append: [{ event: "1" }] });
          expect(heard).toEqual(new Set(rooms));
        },
        { timeout: 30_000, interval: 100 },
      );
    },
  );
});
