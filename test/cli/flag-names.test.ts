import { describe, expect, it } from "vitest";
import { flagProblem } from "../../cli/input/flag-names.ts";

describe("a problem of a payload is told by the flag", () => {
  it.each([
    [["asOf"], "--as-of: is wrong"],
    [["windowDays"], "--window-days: is wrong"],
    [["sectors", 1], "--sector: is wrong"],
    [["remove", "countries", 0], "--remove: is wrong"],
    [["lift"], "is wrong"],
    [["confirm"], "is wrong"],
    [[], "is wrong"],
  ])("%j: %s", (path, sentence) => {
    expect(flagProblem({ path, message: "is wrong" })).toBe(sentence);
  });
});
