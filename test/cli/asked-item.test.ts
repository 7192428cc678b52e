import { describe, expect, it } from "vitest";
import { itemCode } from "../../cli/input/asked-item.ts";
import { commonTitles } from "../../shared/policy/item-names.ts";
import { readPolicies } from "../../shared/policy/read-policies.ts";
import { chinaPolicy } from "../support/samples.ts";

/** Two sectors, with titles of all and titles of each. */
const policies = readPolicies(
  ["drones", "grid"].map((sector) => ({ file: `${sector}.json`, text: JSON.stringify(chinaPolicy(sector)) })),
  null,
  {
    file: "wording.json",
    text: JSON.stringify({
      items: { 850760: "lithium-ion cells" },
      sectors: {
        drones: { items: { 850110: "Motors", 880700: "parts of drones" } },
        grid: { items: { 850131: "Motors", 880700: "other parts" } },
      },
    }),
  },
);

describe("an item for a list of goods is meant by", () => {
  it.each([
    ["its title, in any capitals", "Lithium-Ion cells", "850760"],
    ["the title that one sector gives it", "parts of drones", "880700"],
    ["its code", "850110", "850110"],
    ["what is written like a code, whatever has it as a title", "motors", "motors"],
  ])("%s", (_by, asked, code) => {
    expect(itemCode("--item", asked, policies)).toBe(code);
  });

  it.each([
    [
      "sectors give to several",
      "Motors",
      '"Motors" is 850110 or 850131: write one of them as it stands here',
    ],
    [
      "is like another one",
      "Lithium cells",
      '"Lithium cells" is no title of an item, and no code, like ups-lithium; nearest: 850760 (lithium-ion cells)',
    ],
    [
      "is like none",
      "Radio batteries of 2026",
      '"Radio batteries of 2026" is no title of an item, and no code, like ups-lithium',
    ],
  ])("no title that %s", (_what, asked, problem) => {
    expect(() => itemCode("--item", asked, policies)).toThrow(`--item: ${problem}`);
  });
});

it("what belongs to no sector has the titles in which sectors agree, or that only one gives", () => {
  expect(commonTitles(policies)).toEqual(
    new Map([
      ["850760", "lithium-ion cells"],
      ["850110", "Motors"],
      ["850131", "Motors"],
    ]),
  );
});
