import { expect } from "vitest";
import { type LogRecord, type LogRecordType, logRecords } from "../../../src/server/operating/logRecord.js";

/** Those of one kind. */
export function recordsOf<Type extends LogRecordType>(
  records: readonly LogRecord[],
  type: Type,
): LogRecord<Type>[] {
  return records.filter((record): record is LogRecord<Type> => record.type === type);
}

/** A record has the fields that its table says, each with a word of its list or a number, and nothing else. */
export function expectAsTable(record: LogRecord): void {
  const { type, ...values } = record;
  const fields: Readonly<Record<string, readonly string[] | "number" | "number?">> = logRecords[type];
  expect(Object.keys(fields)).toEqual(expect.arrayContaining(Object.keys(values)));
  for (const [name, kind] of Object.entries(fields)) {
    const value: unknown = (values as Record<string, unknown>)[name];
    if (typeof kind !== "string") expect(kind, `${type}.${name}`).toContain(value);
    else if (value !== undefined || kind === "number") {
      expect(Number.isFinite(value), `${type}.${name} is ${value}`).toBe(true);
      expect(value, `${type}.${name}`).toBeGreaterThanOrEqual(0);
    }
  }
}
