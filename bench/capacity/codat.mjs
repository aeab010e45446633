// Codat, as far as what is measured asks it: a process's calls go over HTTP, as they would, and are counted.
import { createHash } from "node:crypto";
import { createServer } from "node:http";

/** The company of each customer. */
export function companyOf(customer) {
  const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(
    createHash("sha1").update(customer).digest("hex"),
  );
  return `${a}-${b}-4${c}-8${d}-${e}`;
}

export const connectionOf = (company) => company.replace(/^.{8}/, "22222222");

/** @returns `url`, `calls()` so far, `connect(company)`, after which its readings say so, `close()` */
export async function startCodat({ areAllLinked = false } = {}) {
  let calls = 0;
  const linked = new Set();
  const statusOf = (id) => (areAllLinked || linked.has(id) ? "Linked" : "PendingAuth");
  const server = createServer(async (request, reply) => {
    calls += 1;
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const json = (body) => {
      reply.writeHead(200, { "content-type": "application/json" });
      reply.end(JSON.stringify(body));
    };
    const path = request.url.split("?")[0];
    if (request.method === "POST") {
      const { tags } = JSON.parse(Buffer.concat(chunks).toString());
      const id = companyOf(Object.values(tags)[0]);
      return json({ ...companyAt(id), tags });
    }
    const id = path.split("/")[2];
    json(id ? companyAt(id, statusOf(id)) : { results: [] });
  });
  server.keepAliveTimeout = 600_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", 8_192, resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    calls: () => calls,
    connect: (company) => void linked.add(company),
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A company as Codat gives it. */
export function companyAt(id, status = "PendingAuth") {
  return {
    id,
    name: "Kettle and Oak",
    redirect: `https://link.codat.io/company/${id}`,
    created: new Date().toISOString(),
    dataConnections: [
      {
        id: connectionOf(id),
        platformName: "Xero",
        sourceType: "Accounting",
        integrationKey: "gbol",
        status,
        created: "2026-03-02T09:00:00.0000000Z",
      },
    ],
  };
}
