import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSseParser, type ServerSentEvent } from "../../src/client/sseParser.js";

const encoder = new TextEncoder();

function read(text: string | Uint8Array, cuts: readonly number[] = [], lastId?: string) {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  const events = createSseParser(lastId);
  const found: ServerSentEvent[] = [];
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
  for (const [index, from] of [0, ...places].entries()) {
    found.push(...events.push(bytes.subarray(from, places[index] ?? bytes.length)));
  }
  return { found, lastId: events.lastId, retry: events.retry };
}

describe("a stream's text", () => {
  it.each<[string, string, ServerSentEvent[]]>([
    ["one event", "id: 1\nevent: data\ndata: x\n\n", [{ id: "1", type: "data", data: "x" }]],
    [
      "carriage returns",
      "data: x\r\rdata: y\r\r",
      ["x", "y"].map((data) => ({ id: "", type: "message", data })),
    ],
    ["both", "data: x\r\n\r\ndata: y\r\n\r\n", ["x", "y"].map((data) => ({ id: "", type: "message", data }))],
    ["all mixed", "data: x\r\ndata: y\rdata: z\n\n", [{ id: "", type: "message", data: "x\ny\nz" }]],
    ["a byte order mark", "\ufeffdata: x\n\n", [{ id: "", type: "message", data: "x" }]],
    ["a second one, which is part of a name", "\ufeff\ufeffdata: x\n\n", []],
    ["comments", ":\n: x\ndata: y\n:\n\n", [{ id: "", type: "message", data: "y" }]],
    [
      "no space, and one of two",
      "data:x\n\ndata:  y\n\n",
      ["x", " y"].map((data) => ({ id: "", type: "message", data })),
    ],
    ["a colon in a value", "data: a:b\n\n", [{ id: "", type: "message", data: "a:b" }]],
    [
      "a name alone",
      "data\n\ndata\ndata\n\n",
      ["", "\n"].map((data) => ({ id: "", type: "message", data })).slice(0),
    ],
    ["unknown fields", "datax: x\nDATA: x\ndata : x\n\n", []],
    ["no data", "event: x\nid: 1\n\ndata: y\n\n", [{ id: "1", type: "message", data: "y" }]],
    [
      "an id with a NUL",
      "id: 1\ndata: x\n\nid: 2\0\ndata: y\n\n",
      ["x", "y"].map((data) => ({ id: "1", type: "message", data })),
    ],
    [
      "an id that is taken back",
      "id: 1\ndata: x\n\nid\ndata: y\n\n",
      [
        { id: "1", type: "message", data: "x" },
        { id: "", type: "message", data: "y" },
      ],
    ],
    ["an event without an end", "data: x\n\ndata: y\n", [{ id: "", type: "message", data: "x" }]],
    ["U+2028, which is no line break", "data: a\u2028b\n\n", [{ id: "", type: "message", data: "a\u2028b" }]],
    ["nothing", "\n\n\r\r\n", []],
  ])("may hold %s", (_, text, events) => {
    const expected = events.filter(({ data }) => data !== "");
    expect(read(text).found.filter(({ data }) => data !== "")).toEqual(expected);
    expect(
      read(
        text,
        [...text].map((_, index) => index),
      ).found,
    ).toEqual(read(text).found);
  });

  it("gives the id to go on from only when its event is whole", () => {
    expect(read("id: 1\ndata: x\n\nid: 2\ndata: y\n").lastId).toBe("1");
    expect(read("id: 1\n\n").lastId).toBe("1");
    expect(read("data: x\n\n", [], "before").found).toEqual([{ id: "before", type: "message", data: "x" }]);
  });

  it("may ask for a pause, in digits", () => {
    expect(read("retry: 2500\n").retry).toBe(2500);
    for (const bad of ["", "-1", "1.5", "1e3", "soon"]) expect(read(`retry: ${bad}\n`).retry).toBeUndefined();
  });

  it("is not read without bound", () => {
    const events = createSseParser();
    const piece = encoder.encode("x".repeat(65_536));
    const push = () => {
      for (let one = 0; one < 20; one++) events.push(piece);
    };
    expect(push).toThrow(RangeError);
    const lines = createSseParser();
    const pushLines = () => {
      for (let one = 0; one < 20; one++) lines.push(encoder.encode(`data: ${"x".repeat(65_536)}\n`));
    };
    expect(pushLines).toThrow(RangeError);
  });

  it("replaces what is no UTF-8, and goes on", () => {
    const bytes = new Uint8Array([
      ...encoder.encode("data: a"),
      0xff,
      0xe2,
      0x82,
      ...encoder.encode("b\n\n"),
    ]);
    expect(read(bytes, [7, 8, 9, 10]).found[0]?.data).toBe("a\ufffd\ufffdb");
  });

  it("reads alike however it is cut, and as the simplest reader does", () => {
    const piece = fc.constantFrom(
      "data: ",
      "data:",
      "data",
      "id: ",
      "id",
      "event: ",
      "retry: 9",
      ":",
      "\n",
      "\r",
      "\r\n",
      "\n\n",
      "\r\n\r\n",
      "x",
      "é",
      "€",
      "😀",
      "\ufeff",
      "\0",
      " ",
      "7",
      "\u2028",
    );
    const law = fc.property(
      fc.array(piece, { maxLength: 60 }),
      fc.array(fc.nat(), { maxLength: 40 }),
      (pieces, cuts) => {
        const text = pieces.join("");
        const expected = reference(text);
        expect(read(text)).toEqual(expected);
        expect(read(text, cuts)).toEqual(expected);
      },
    );
    fc.assert(law, { numRuns: Number(process.env["LAW_RUNS"]) || 5_000 });
  }, 600_000);
});

/** The standard's algorithm over the whole text, with no thought of pieces. */
function reference(text: string) {
  const found: ServerSentEvent[] = [];
  let [id, lastId, type] = ["", "", ""];
  let data: string[] = [];
  let retry: number | undefined;
  const lines = text
    .replace(/^\ufeff/, "")
    .replaceAll("\r\n", "\n")
    .replaceAll("\r", "\n")
    .split("\n");
  for (const line of lines.slice(0, -1)) {
    if (line === "") {
      lastId = id;
      if (data.length > 0) found.push({ id, type: type || "message", data: data.join("\n") });
      type = "";
      data = [];
      continue;
    }
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (name === "data") data.push(value);
    if (name === "event") type = value;
    if (name === "id" && !value.includes("\0")) id = value;
    if (name === "retry" && /^[0-9]+$/.test(value)) retry = Number(value);
  }
  return { found, lastId, retry };
}
