import { describe, expect, it } from "vitest";
import { keysText, mergeUnreadable, tooLargeToSum, unreadableRemedy } from "../../shared/unreadable.ts";

const damaged = { count: 2, first: [{ key: "positions/ai#03/P-1", problem: "has no exposure" }] };

describe("what to do about stored items that cannot be used", () => {
  it("is to list and remove them", () => {
    expect(unreadableRemedy(damaged)).toBe("npx chokepoint list unreadable shows and removes them.");
  });

  it("is to correct those that are too large to be summed, which no list shows", () => {
    const bad = mergeUnreadable([tooLargeToSum("ai", 60), tooLargeToSum("ai", 40), damaged]);
    expect(`${bad.count}${keysText(bad)}`).toBe(
      "102 (positions/ai#03/P-1, positions/ai: the largest and 100 more)",
    );
    expect(unreadableRemedy(bad, "Stack")).toBe(
      "The largest positions are too large to be summed: correct their exposure and import them again. npx chokepoint list unreadable --stack Stack shows the others.",
    );
  });

  it("is nothing where none is too large", () => {
    expect(tooLargeToSum("ai", 0)).toEqual({ count: 0, first: [] });
  });
});
