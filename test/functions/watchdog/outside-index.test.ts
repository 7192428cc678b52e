import { describe, expect, it } from "vitest";
import type { PositionCounts } from "../../../functions/ports/supply.ts";
import { memoryPorts } from "../../support/memory.ts";
import { chinaPolicy } from "../../support/samples.ts";
import { watched } from "../../support/watched.ts";

const deployment = {
  policies: new Map([["ai", chinaPolicy("ai")]]),
  version: "1.2.3",
  place: { stack: "Chokepoint" },
};
const TEXT =
  "no recompute finds about 1,200 of 5,000 stored positions: they are not in the index by day, as DynamoDB has counted it, which it does every few hours. Import their files again. Which they are: npx chokepoint list unreadable --stack Chokepoint";

describe("positions that stand in no place of the index by day", () => {
  /** Looks once an hour, as often as there are counts. What operators were told after each look. */
  async function toldAfter(all: (PositionCounts | null)[]): Promise<string[][]> {
    let counts: PositionCounts | null = null;
    const { told, look } = watched(memoryPorts(), deployment, { positionCounts: async () => counts });
    const after: string[][] = [];
    for (const next of all) {
      counts = next;
      await look();
      after.push(told.splice(0));
    }
    return after;
  }

  const outside = { stored: 5000, indexed: 3800 };
  const times = (count: number, counts: PositionCounts | null) => Array.from({ length: count }, () => counts);

  it("are told when DynamoDB has counted them for a day, and when there are none any more", async () => {
    const told = await toldAfter([...times(25, outside), { stored: 5000, indexed: 5000 }]);
    expect(told.slice(0, 24).flat()).toEqual([]);
    expect(told[24]).toEqual([expect.stringContaining(`NEW ${TEXT}`)]);
    expect(told[25]).toEqual([
      expect.stringMatching(/SOLVED This is over, first seen on .{16} UTC: no recompute finds about 1,200/),
    ]);
  });

  it("are not taken for what one of two counts, at another moment, does not have yet", async () => {
    const same = { stored: 5000, indexed: 5000 };
    const told = await toldAfter([...times(20, outside), same, ...times(20, outside), same]);
    expect(told.flat()).toEqual([]);
  });

  it("are unknown where nobody counts, or the index was counted later", async () => {
    const told = await toldAfter([...times(30, null), ...times(30, { stored: 5000, indexed: 5200 })]);
    expect(told.flat()).toEqual([]);
  });
});
