import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { describe, expect, it, onTestFinished } from "vitest";
import { freePort } from "../../support/freePort.js";
import { nginxProgram, startNginx } from "../../support/nginx.js";

/** A process whose every answer is a stream that says its name and never ends. */
async function startStreams(name: string, port: number): Promise<{ server: Server; end(): Promise<void> }> {
  const server = createServer((_request, response) => void response.write(name)).listen(port, "127.0.0.1");
  await once(server, "listening");
  const end = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { server, end };
}

describe.skipIf(!nginxProgram)("nginx with the manual's lines", () => {
  it("sends every stream to a process that was away, once it is the only one", async () => {
    const [first, second] = [await freePort(), await freePort()];
    const stays = await startStreams("stays", first);
    const nginx = await startNginx([first, second]);
    onTestFinished(nginx.end);

    const streams = new AbortController();
    onTestFinished(() => streams.abort());
    const whoStreams = async () => {
      const { status, body } = await fetch(`${nginx.url}/api/codat/events`, { signal: streams.signal });
      const { value = new Uint8Array() } = (await body?.getReader().read()) ?? {};
      return status === 200 ? new TextDecoder().decode(value) : status;
    };
    // Nginx has noticed that the second does not listen.
    expect([await whoStreams(), await whoStreams()]).toEqual(["stays", "stays"]);

    const returns = await startStreams("returns", second);
    onTestFinished(returns.end);
    while ((await whoStreams()) !== "returns");
    await stays.end();
    for (let n = 0; n < 10; n++) expect(await whoStreams()).toBe("returns");
  });
});
