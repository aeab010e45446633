import { describe, expect, it } from "vitest";
import { fieldsOf, parseList, textOf, textsOf } from "../../src/core/json.js";

describe("reading JSON that may be anything", () => {
  it.each([[[1]], ["text"], [7], [null], [undefined], [() => 1]])("finds no fields in %j", (value) => {
    expect(fieldsOf(value)).toEqual({});
  });

  it("keeps the fields of an object", () => {
    expect(fieldsOf({ a: 1, b: [2] })).toEqual({ a: 1, b: [2] });
  });

  it("keeps the entries of a list that can be read, and knows what is no list", () => {
    expect(parseList(["a", "", 3, "b"], textOf)).toEqual(["a", "b"]);
    expect(parseList({ length: 1, 0: "a" }, textOf)).toBeUndefined();
  });

  it("takes texts only, and all that are required", () => {
    expect(textsOf({ id: "1", name: 2, label: "" }, ["id"], ["name", "label"])).toEqual({
      id: "1",
      label: "",
    });
    expect(textsOf({ id: "" }, ["id"])).toBeUndefined();
  });
});
