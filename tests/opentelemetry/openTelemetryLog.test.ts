import { metrics } from "@opentelemetry/api";
import {
  AggregationTemporality,
  DataPointType,
  InMemoryMetricExporter,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from "@opentelemetry/sdk-metrics";
import { openTelemetryLog } from "codat-onboarding/opentelemetry";
import { afterEach, describe, expect, it } from "vitest";
import { instruments } from "../../src/opentelemetry/instruments.js";
import type { LogRecord } from "../../src/server/operating/logRecord.js";
import { version } from "../../src/server/operating/version.js";
import { companionTest } from "../server/companionTest.js";

let provider: MeterProvider | undefined;

afterEach(async () => {
  metrics.disable();
  await provider?.shutdown();
  provider = undefined;
});

/** The real SDK, and what it would export. */
function startSdk() {
  const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 2 ** 30 });
  const started = new MeterProvider({ readers: [reader] });
  provider = started;
  const read = async () => {
    await started.forceFlush();
    const scopes = exporter.getMetrics().at(-1)?.scopeMetrics ?? [];
    exporter.reset();
    return {
      scopes,
      found: new Map(scopes.flatMap((one) => one.metrics).map((one) => [one.descriptor.name, one])),
    };
  };
  return { provider: started, read };
}

/** The attributes of each series, and its value: of a histogram, how many and their sum. */
function seriesOf(data: MetricData | undefined) {
  if (!data) return expect.fail("It was not measured.");
  if (data.dataPointType !== DataPointType.HISTOGRAM)
    return data.dataPoints.map(({ attributes, value }) => [attributes, value]);
  return (data.dataPoints as { attributes: object; value: { count: number; sum?: number } }[]).map(
    ({ attributes, value }) => [attributes, value.count, value.sum],
  );
}

const one: readonly LogRecord[] = [
  { type: "request", route: "/company", method: "GET", status: 200, duration: 12 },
  { type: "request", route: "none", method: "other", status: 404, duration: 1 },
  { type: "webhook", event: "connection.created", outcome: "done", duration: 30, age: 4_000 },
  { type: "webhook", event: "unknown", outcome: "refused", duration: 1 },
  { type: "streamOpened", beginning: "new", open: 1 },
  { type: "streamOpened", beginning: "resumed", open: 2 },
  { type: "streamEnded", reason: "lifetime", duration: 600_000, open: 1 },
  { type: "streamRefused", reason: "rate", wait: 2_000 },
  { type: "call", operation: "GET /companies/:id", status: 200, duration: 250, left: 740 },
  { type: "call", operation: "GET /companies/:id", status: 429, duration: 50, left: 739 },
  { type: "call", operation: "POST /companies", duration: 15_000 },
  { type: "hook", hook: "authenticate", outcome: "done", duration: 3 },
  { type: "company", outcome: "made" },
  { type: "invite", state: "connected" },
  { type: "budget", refusal: "customer" },
  { type: "backplane", step: "commit", duration: 2_000 },
  { type: "error", code: "ONB-508", recoverable: "yes" },
  { type: "server", state: "draining" },
];

describe("openTelemetryLog", () => {
  it("measures every record in the units and by the attributes of OpenTelemetry's conventions", async () => {
    const sdk = startSdk();
    const log = openTelemetryLog(sdk.provider.getMeter("a host's own"));
    for (const record of one) log(record);
    const { found } = await sdk.read();
    const named = (name: string) => seriesOf(found.get(`codat_onboarding.${name}`));
    expect(named("request.duration")).toEqual([
      [
        { "http.route": "/company", "http.request.method": "GET", "http.response.status_code": 200 },
        1,
        0.012,
      ],
      [{ "http.request.method": "_OTHER", "http.response.status_code": 404 }, 1, 0.001],
    ]);
    expect(named("webhook.age")).toEqual([
      [{ "codat_onboarding.webhook.type": "connection.created", "codat_onboarding.outcome": "done" }, 1, 4],
    ]);
    expect(named("webhook.duration")).toHaveLength(2);
    expect(named("active_streams")).toEqual([[{}, 1]]);
    expect(named("streams.opened")).toEqual([
      [{ "codat_onboarding.stream.beginning": "new" }, 1],
      [{ "codat_onboarding.stream.beginning": "resumed" }, 1],
    ]);
    expect(named("stream.duration")).toEqual([[{ "codat_onboarding.reason": "lifetime" }, 1, 600]]);
    expect(named("streams.refused")).toEqual([[{ "codat_onboarding.reason": "rate" }, 1]]);
    const operation = "codat_onboarding.codat.operation";
    expect(named("codat.call.duration")).toEqual([
      [{ [operation]: "GET /companies/:id", "http.response.status_code": 200 }, 1, 0.25],
      [{ [operation]: "GET /companies/:id", "http.response.status_code": 429, "error.type": "429" }, 1, 0.05],
      [{ [operation]: "POST /companies", "error.type": "no_answer" }, 1, 15],
    ]);
    expect(named("codat.calls_left")).toEqual([[{}, 739]]);
    expect(named("codat.calls_refused")).toEqual([[{ "codat_onboarding.reason": "customer" }, 1]]);
    expect(named("hook.duration")).toEqual([
      [{ "codat_onboarding.hook": "authenticate", "codat_onboarding.outcome": "done" }, 1, 0.003],
    ]);
    expect(named("companies")).toEqual([[{ "codat_onboarding.outcome": "made" }, 1]]);
    expect(named("invites")).toEqual([[{ "codat_onboarding.invite.state": "connected" }, 1]]);
    expect(named("backplane.failures")).toEqual([[{ "codat_onboarding.backplane.step": "commit" }, 1]]);
    expect(named("errors")).toEqual([[{ "error.type": "ONB-508" }, 1]]);
    // Nothing else is measured, and all of it was tried.
    expect([...found.keys()].sort()).toEqual(
      Object.values(instruments)
        .map(({ name }) => name)
        .sort(),
    );
    for (const { name, unit, kind } of Object.values(instruments)) {
      expect(found.get(name)?.descriptor).toMatchObject({ unit });
      expect(unit).toMatch(kind === "histogram" ? /^s$/ : /^\{\w+\}$/);
    }
  });

  it("gives histograms the boundaries of what they measure", async () => {
    const sdk = startSdk();
    const log = openTelemetryLog(sdk.provider.getMeter("a host's own"));
    for (const record of one) log(record);
    const { found } = await sdk.read();
    for (const { name, ...instrument } of Object.values(instruments)) {
      if (instrument.kind !== "histogram") continue;
      const [point] = found.get(name)?.dataPoints ?? [];
      expect(point?.value).toMatchObject({ buckets: { boundaries: instrument.boundaries } });
    }
  });

  it("finds the SDK that is started after it was made, and says which version speaks", async () => {
    const records: LogRecord[] = [];
    const log = openTelemetryLog();
    const sdk = startSdk();
    metrics.setGlobalMeterProvider(sdk.provider);
    const companion = companionTest({
      onLog(record) {
        records.push(record);
        log(record);
      },
    });
    await companion.ask("POST /company");
    await (await companion.ask("GET /events")).body?.cancel();
    await companion.fake.webhooks.settle();
    const { scopes, found } = await sdk.read();
    expect(scopes.map(({ scope }) => [scope.name, scope.version])).toEqual([["codat-onboarding", version]]);
    const requests = records.filter(({ type }) => type === "request").length;
    expect(requests).toBeGreaterThanOrEqual(2);
    const counts = seriesOf(found.get("codat_onboarding.request.duration")).map(([, count]) => Number(count));
    expect(counts.reduce((sum, count) => sum + count)).toBe(requests);
    expect(seriesOf(found.get("codat_onboarding.active_streams"))).toEqual([[{}, 0]]);
    await companion.server.close();
  });

  it("without an SDK measures nothing, and fails at nothing", async () => {
    const log = openTelemetryLog();
    for (const record of one) log(record);
  });
});
