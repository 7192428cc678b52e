import { describe, expect, it } from "vitest";
import { counted, isMoreLine, moreLine, noun, someOf } from "../../../shared/values/count.ts";

describe("a count in a sentence", () => {
  it.each([
    [0, "rows"],
    [1, "row"],
    [2, "rows"],
  ])("of %d has the noun %s", (count, told) => {
    expect(noun(count, "row")).toBe(told);
  });

  it("has a plural of its own, where that is no s", () => {
    expect([noun(1, "it is", "they are"), noun(3, "it is", "they are")]).toEqual(["it is", "they are"]);
  });
});

describe("names of which only some are told", () => {
  it.each<[string, string[], number, string]>([
    ["are all of them where there are few", ["a", "b"], 2, "a, b"],
    ["are the first, with the number of the others", ["a", "b", "c", "d"], 2, "a, b and 2 more"],
    ["may be none", [], 2, ""],
  ])("%s", (_sentence, names, most, told) => {
    expect(someOf(names, most)).toBe(told);
  });

  it("may be more than are given", () => {
    expect(someOf(["a"], 1, 1300)).toBe("a and 1299 more");
    expect(someOf(["a"], 1, 1300, counted)).toBe("a and 1,299 more");
  });
});

describe("the last line of a list", () => {
  it("counts what the list leaves out, and is known again", () => {
    expect(moreLine(0)).toEqual([]);
    expect([...moreLine(3), ...moreLine(1300, counted)]).toEqual(["and 3 more", "and 1,300 more"]);
    expect([...moreLine(3), ...moreLine(1300, counted)].every((line) => isMoreLine(`  ${line}`))).toBe(true);
    expect(isMoreLine("and nothing more")).toBe(false);
  });
});
