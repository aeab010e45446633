import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { html, type MarkupValue } from "../../../src/server/pages/html.js";

describe("markup", () => {
  it.each<[MarkupValue, string]>([
    ["<script>", "&lt;script&gt;"],
    ["a & b", "a &amp; b"],
    [`"'`, "&quot;&#39;"],
    [17, "17"],
    [undefined, ""],
    [false, ""],
    [["<", html`<b>`], "&lt;<b>"],
  ])("of %j is %s", (value, text) => {
    expect(html`${value}`.toString()).toBe(text);
  });

  it("holds no tag, quote or entity that came from outside", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const text = html`${value}`.toString();
        expect(text).not.toMatch(/[<>"']/);
        const read = text.replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => {
          return { lt: "<", gt: ">", quot: '"', "#39": "'", amp: "&" }[name] ?? "";
        });
        expect(read).toBe(value);
      }),
    );
  });
});
