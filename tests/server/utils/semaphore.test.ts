import { describe, expect, it } from "vitest";
import { createSemaphore } from "../../../src/server/utils/semaphore.js";
import { settled } from "../../support/fakeTimers.js";

const never = new AbortController().signal;

/** A semaphore, who has come in, in order, and a way out for each. */
function entrance(size: number, each: number) {
  const semaphore = createSemaphore(size, each);
  const entered: string[] = [];
  const out: (() => void)[] = [];
  const come = (name: string, who?: string, signal = never) =>
    semaphore.take(signal, who).then((release) => {
      if (!release) return;
      entered.push(name);
      out.push(release);
    });
  return { come, entered, out };
}

describe("a line", () => {
  it("lets so many in, and then the one who came first", async () => {
    const { come, entered, out } = entrance(2, 2);
    for (const name of ["a", "b", "c", "d"]) void come(name);
    await settled();
    expect(entered).toEqual(["a", "b"]);
    out[1]?.();
    out[1]?.();
    await settled();
    expect(entered).toEqual(["a", "b", "c"]);
  });

  it("of one leaves room for others", async () => {
    const { come, entered, out } = entrance(4, 2);
    for (const name of ["a1", "a2", "a3", "a4"]) void come(name, "a");
    void come("b1", "b");
    await settled();
    expect(entered).toEqual(["a1", "a2", "b1"]);
    out[0]?.();
    await settled();
    expect(entered).toEqual(["a1", "a2", "b1", "a3"]);
  });

  it("lets in next who has the fewest", async () => {
    const { come, entered, out } = entrance(4, 3);
    for (const who of ["a", "b"]) for (const n of [1, 2, 3]) void come(`${who}${n}`, who);
    void come("c1", "c");
    void come("nobody's");
    await settled();
    expect(entered).toEqual(["a1", "a2", "a3", "b1"]);
    for (const release of out.splice(0, 3)) release();
    await settled();
    expect(entered.slice(4)).toEqual(["c1", "nobody's", "b2"]);
  });

  it("is left by who gives up, before and in it", async () => {
    const { come, entered, out } = entrance(1, 1);
    void come("a", "a");
    const patience = new AbortController();
    const left = [come("b", "b", patience.signal), come("c", "c", AbortSignal.abort())];
    void come("d", "d");
    patience.abort();
    await Promise.all(left);
    out[0]?.();
    await settled();
    expect(entered).toEqual(["a", "d"]);
  });
});
