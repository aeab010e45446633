import type { Attributes, Meter } from "@opentelemetry/api";
import { describe, expect, it } from "vitest";
import { instruments } from "../../src/opentelemetry/instruments.js";
import { openTelemetryLog } from "../../src/opentelemetry/openTelemetryLog.js";
import type { Health } from "../../src/server/operating/health.js";
import { type LogRecord, logRecords } from "../../src/server/operating/logRecord.js";
import { readPage } from "./page.js";

const { text } = readPage("docs/operating.md");

/** The rows of the table below a heading, each as its cells. */
function rowsBelow(heading: string): string[][] {
  const [, section = ""] = text.split(`\n## ${heading}\n`);
  const lines = (section.split("\n## ")[0] ?? "").split("\n").filter((line) => line.startsWith("|"));
  const [, , ...rows] = lines.map((row) => row.split("|").slice(1, -1));
  return rows.map((cells) => cells.map((cell) => cell.trim()));
}

const wordsIn = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, word]) => word ?? "");

/** The attributes of each metric, as every kind of record gives them. */
function attributesOfAll(): Map<string, Set<string>> {
  const measured = new Map<string, Set<string>>();
  const instrument = (name: string) => {
    const found = new Set<string>();
    measured.set(name, found);
    const measure = (_value: number, attributes: Attributes = {}) => {
      for (const attribute of Object.keys(attributes)) found.add(attribute);
    };
    return { add: measure, record: measure };
  };
  const meter = {
    createHistogram: instrument,
    createCounter: instrument,
    createUpDownCounter: instrument,
    createGauge: instrument,
  };
  const log = openTelemetryLog(meter as unknown as Meter);
  for (const [type, fields] of Object.entries(logRecords)) {
    const values = Object.entries(fields).map(([field, kind]: [string, readonly string[] | string]) => [
      field,
      typeof kind === "string" ? 500 : kind[0],
    ]);
    log({ type, ...Object.fromEntries(values) } as LogRecord);
  }
  return measured;
}

/** Fields whose words stand elsewhere: on a page of their own, or in the name of the thing itself. */
const listedElsewhere = ["code", "route", "method", "operation", "event", "invite.state"];

describe("the page for who runs the companion", () => {
  it("has a row for each record, in the code's order, with its fields", () => {
    const rows = rowsBelow("Records").map(([type, fields]) => [wordsIn(type)[0], wordsIn(fields)]);
    expect(rows).toEqual(Object.entries(logRecords).map(([type, fields]) => [type, Object.keys(fields)]));
  });

  it("says each word that a field may be, and what it means", () => {
    const rows = new Map(rowsBelow("Records").map(([type, , told]) => [wordsIn(type)[0], wordsIn(told)]));
    const missing = Object.entries(logRecords).flatMap(([type, fields]) =>
      Object.entries(fields).flatMap(([name, kind]: [string, readonly string[] | string]) =>
        typeof kind === "string" || [name, `${type}.${name}`].some((one) => listedElsewhere.includes(one))
          ? []
          : kind.filter((word) => !rows.get(type)?.includes(word)).map((word) => `${type}.${name}: ${word}`),
      ),
    );
    expect(missing).toEqual([]);
  });

  it("has a row for each metric, with its unit", () => {
    const rows = rowsBelow("Metrics").map(([name, unit]) => [wordsIn(name)[0], wordsIn(unit)[0]]);
    expect(rows).toEqual(Object.values(instruments).map(({ name, unit }) => [name, unit]));
  });

  it("has the attributes of each metric", () => {
    const measured = attributesOfAll();
    const rows = rowsBelow("Metrics").map(([name, , attributes]) => [wordsIn(name)[0], wordsIn(attributes)]);
    expect(rows).toEqual(rows.map(([name]) => [name, [...(measured.get(String(name)) ?? [])]]));
  });

  it("watches no metric that is not there", () => {
    const known = Object.values(instruments).map(({ name }) => name.replace("codat_onboarding.", ""));
    const named = rowsBelow("What to watch").flatMap(([watched]) =>
      wordsIn(watched).filter((word) => /[._]/.test(word)),
    );
    expect(named.length).toBeGreaterThan(8);
    const isKnown = (word: string) => known.some((name) => name.endsWith(word));
    expect(named.filter((word) => !isKnown(word))).toEqual([]);
  });

  it("has a row for each field of the health", () => {
    const fields: Record<keyof Health, true> = {
      ready: true,
      draining: true,
      version: true,
      streams: true,
      backplane: true,
      codat: true,
    };
    expect(rowsBelow("Health").map(([field]) => wordsIn(field)[0])).toEqual(Object.keys(fields));
  });
});
