import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RedisBackplaneOptions, redisBackplane } from "codat-onboarding/redis";
import { afterAll, describe, expect, it, onTestFinished } from "vitest";
import { findProgram } from "../../scripts/system.mjs";
import type { OnboardingError } from "../../src/core/errors.js";
import { freePort } from "../support/freePort.js";
import { redisProgram, startRedis } from "../support/redisServer.js";

const openssl = findProgram("openssl");
if (!openssl) console.warn("There is no openssl on PATH: what needs a certificate is skipped.");

const folder = mkdtempSync(join(tmpdir(), "tls-"));
const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Signed by itself, for this machine. */
function makeCertificate(): void {
  const made =
    "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=redis -addext subjectAltName=IP:127.0.0.1";
  const { status, stderr } = spawnSync(openssl ?? "", [...made.split(" "), "-keyout", key, "-out", cert], {
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
}

const certificates = ["--tls-cert-file", cert, "--tls-key-file", key, "--tls-ca-cert-file", cert];
const settings = (port: number) => [
  "--appendonly",
  "yes",
  "--tls-port",
  String(port),
  "--tls-auth-clients",
  "no",
  ...certificates,
];

function open(options: RedisBackplaneOptions) {
  const errors: OnboardingError[] = [];
  const backplane = redisBackplane({ patience: 9_000, onError: (error) => errors.push(error), ...options });
  onTestFinished(backplane.close);
  return { backplane, errors };
}

describe.skipIf(!redisProgram || !openssl)("a Redis behind TLS", () => {
  it("is believed by the certificate of one's own authority, and by no other", async () => {
    makeCertificate();
    const port = await freePort();
    const redis = await startRedis(...settings(port));
    onTestFinished(redis.end);
    const url = `rediss://127.0.0.1:${port}`;
    const { backplane, errors } = open({ url, tls: { ca: readFileSync(cert) } });
    await backplane.ready();
    const heard: string[] = [];
    await backplane.subscribe("a", { onEntry: ({ event }) => heard.push(event), onGap: () => {} });
    await backplane.commit("a", { append: [{ event: "1" }] });
    await expect.poll(() => heard, { timeout: 20_000 }).toEqual(["1"]);
    expect(errors).toEqual([]);

    const stranger = open({ url, patience: 1_000 });
    await expect(stranger.backplane.view("a", [])).rejects.toMatchObject({ code: "ONB-510" });
    const [error] = stranger.errors;
    expect(String(error?.cause)).toMatch(/self.signed certificate/);
  });
});
