// Requests as browsers and Codat send them.
import { createHmac } from "node:crypto";
import { Agent, request } from "node:http";
import { companyOf, connectionOf } from "./codat.mjs";
import { secret } from "./servers.mjs";

const key = Buffer.from(secret.slice(6), "base64");
export const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** @returns status, headers and body of the answer */
export function send(port, method, path, { headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const options = { port, host: "127.0.0.1", agent, method, path, headers };
    request(options, async (response) => {
      let text = "";
      for await (const chunk of response.setEncoding("utf8")) text += chunk;
      resolve({ status: response.statusCode, headers: response.headers, body: text });
    })
      .once("error", reject)
      .end(body);
  });
}

/** As a browser's script asks the companion of its own page. */
export function browser(customer, body) {
  return {
    headers: {
      "user-agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/143.0.0.0",
      accept: "application/json",
      "sec-fetch-site": "same-origin",
      "sec-fetch-mode": "cors",
      "accept-encoding": "gzip, deflate, br, zstd",
      "accept-language": "en-GB,en;q=0.9",
      cookie: `customer=${customer}`,
      ...(body && { "content-type": "application/json" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  };
}

/** The headers and the body of a webhook of Codat's about a customer's connection. */
export function webhook(customer, n) {
  const company = companyOf(customer);
  const body = JSON.stringify({
    id: `44444444-1111-4111-8111-${String(n).padStart(12, "0")}`,
    eventType: "connection.connected",
    generatedDate: new Date().toISOString(),
    payload: {
      connection: {
        id: connectionOf(company),
        status: "Linked",
        sourceType: "Accounting",
        platformName: "Xero",
        integrationId: "66666666-1111-4111-8111-000000000000",
        integrationKey: "gbol",
      },
      referenceCompany: { id: company, name: "Kettle and Oak", links: {} },
      padding: "x".repeat(600),
    },
  });
  const id = `msg_${n}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    headers: {
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
    body,
  };
}

/** Does something for each of so many, a few at once. */
export async function forEach(count, atOnce, act) {
  let next = 0;
  const work = async () => {
    while (next < count) await act(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}
