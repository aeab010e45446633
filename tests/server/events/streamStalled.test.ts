import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, expect, it } from "vitest";
import { readEvents } from "../../support/eventReader.js";

const folder = mkdtempSync(join(tmpdir(), "stalled-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const mebibyte = 1_048_576;

it("a reader that stops costs under a mebibyte over 200,000 events, is cut, and resumes", async () => {
  const bundle = join(folder, "server.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "../../support/stalledServer.ts")],
    outfile: bundle,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    tsconfigRaw: {},
  });
  const server = fork(bundle, { execArgv: ["--expose-gc", "--max-semi-space-size=1"] });
  try {
    const [{ port }] = await once(server, "message");
    const tell = async (events: number) => {
      server.send({ events });
      const [report] = await once(server, "message");
      return report as { rss: number; heap: number; connections: number };
    };
    // The same without a reader, until memory has found its measure.
    await tell(50_000);
    await tell(50_000);

    const socket = connect(port, "127.0.0.1");
    socket.on("error", () => {});
    socket.write("GET /events HTTP/1.1\r\nhost: lender.test\r\n\r\n");
    const [beginning] = await once(socket, "data");
    socket.pause();
    const { heap, rss, connections } = await tell(200_000);
    process.stdout.write(
      `stalled reader: heap ${kib(heap)}, RSS ${kib(rss)} after 200,000 events of 1.1 kB\n`,
    );
    expect(heap).toBeLessThan(mebibyte);
    expect(connections).toBe(0);
    socket.destroy();

    const lastId = /^id: (.+)$/m.exec(String(beginning))?.[1] ?? "";
    const response = await fetch(`http://127.0.0.1:${port}/events`, { headers: { "last-event-id": lastId } });
    const [first] = await readEvents(response).take(1);
    expect(first?.event).toBe("resync");
  } finally {
    server.disconnect();
  }
}, 120_000);

function kib(bytes: number): string {
  return `${bytes < 0 ? "" : "+"}${Math.round(bytes / 1024)} KiB`;
}
