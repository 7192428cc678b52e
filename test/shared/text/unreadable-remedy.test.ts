import { describe, expect, it } from "vitest";
import { mergeUnreadable, tooLargeToSum } from "../../../shared/supply/unreadable.ts";
import { keysText, unreadableRemedy } from "../../../shared/text/unreadable.ts";

const KEY = "positions/ai#03/P-1";
const damaged = { count: 2, first: [{ key: "positions/ai#03/P-1", problem: "has no exposure" }] };

describe("what to do about stored items that cannot be used", () => {
  it("is to import them again, or to remove them by a command that can be pasted", () => {
    expect(unreadableRemedy(damaged, null)).toEqual({
      text: "Import again what is damaged.",
      commands: [
        { purpose: "All that are damaged:", command: "npx chokepoint list unreadable" },
        { purpose: "To remove it:", command: `npx chokepoint list unreadable --remove ${KEY}` },
      ],
    });
  });

  it("is to list them where a key does not stand in a text as it is", () => {
    const first = [{ key: "suppliers/evil.example", problem: "has no name" }];
    expect(unreadableRemedy({ count: 1, first }, { stack: "Stack" })).toEqual({
      text: "Import again what is damaged.",
      commands: [
        { purpose: "To see it, and to remove it:", command: "npx chokepoint list unreadable --stack Stack" },
      ],
    });
  });

  it("is to correct those that are too large to be summed, by their keys, which no list shows", () => {
    const keys = ["positions/ai#00/A", "positions/ai#01/B"];
    const bad = mergeUnreadable([tooLargeToSum(2, keys), { ...damaged, count: 1 }]);
    expect(`${bad.count}${keysText(bad)}`).toBe(`3 (${keys.join(", ")}, ${KEY})`);
    expect(unreadableRemedy(bad, { stack: "Stack" })).toEqual({
      text: `Too large to be summed: ${keys.join(", ")}: import with the right exposure. Import again what is damaged.`,
      commands: [
        {
          purpose: "To remove it:",
          command: `npx chokepoint list unreadable --remove ${KEY} --stack Stack`,
        },
      ],
    });
  });

  it("is nothing where none is too large", () => {
    expect(tooLargeToSum(0, [])).toEqual({ count: 0, first: [] });
  });
});
