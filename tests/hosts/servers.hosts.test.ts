import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CodatServer, startCodat } from "./support/codat.js";
import { describeCompanion } from "./support/companionSuite.js";
import { describeEnding } from "./support/endingSuite.js";
import { installHost } from "./support/hostFolder.js";
import { type HostProcess, startHostProcess } from "./support/hostProcess.js";

describe.each(["node", "express", "fastify", "nest", "hono"])("examples/%s", (name) => {
  let folder: string;
  let codat: CodatServer;
  let host: HostProcess;

  beforeAll(async () => {
    folder = await installHost({ name, from: `examples/${name}` });
    codat = await startCodat();
    // A fake and production do not go together, and examples are not for production.
    host = await startHostProcess(folder, ["server.mjs"], { ...codat.env, NODE_ENV: "development" });
    codat.tell(host.url);
  });

  afterAll(async () => {
    await host?.stop();
    await codat?.close();
  });

  describeCompanion(() => ({ url: host.url, codat }));

  test("the host's hook is told of the data once", () => {
    expect(host.output().match(/^data ready /gm)).toHaveLength(1);
  });

  describeEnding({
    start: (env) => startHostProcess(folder, ["server.mjs"], { ...env, NODE_ENV: "development" }),
  });

  if (name !== "express") return;
  test("mounted after express.json(), it says what is wrong", async () => {
    const server = await readFile(join(folder, "server.mjs"), "utf8");
    const json = "app.use(express.json());\n";
    const moved = server.replace(json, "").replace("const app = express();\n", `$&${json}`);
    expect(moved).not.toBe(server);
    await writeFile(join(folder, "wrong.mjs"), moved);
    const misplaced = await startHostProcess(folder, ["wrong.mjs"], {
      ...codat.env,
      NODE_ENV: "development",
    });
    try {
      codat.tell(misplaced.url);
      codat.api.createCompany();
      await codat.api.webhooks.settle();
      expect(codat.api.webhooks.deliveries().map(({ status }) => status)).toContain(500);
      expect(misplaced.output()).toContain("ONB-507");
    } finally {
      await misplaced.stop();
    }
  });
});
