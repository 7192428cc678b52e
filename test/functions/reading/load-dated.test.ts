import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PositionStore } from "../../../functions/ports/supply.ts";
import { loadDated } from "../../../functions/reading/load-dated.ts";
import { emptyFold, type Fold } from "../../../shared/supply/fold.ts";
import { foldPositions } from "../../../shared/supply/fold-positions.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { createSlidingFold } from "../../../shared/supply/sliding-fold.ts";
import { TOO_LARGE } from "../../../shared/supply/unreadable.ts";
import { addDays, type Window, windowEnding } from "../../../shared/values/day.ts";
import { asMinor } from "../../../shared/values/exposure.ts";
import { memoryPorts } from "../../support/memory.ts";
import { positionOf } from "../../support/samples.ts";

const FIRST = "2026-07-01";
const windows = [0, 3, 20].map((days) => windowEnding(addDays(FIRST, days), 30));
// Two of the largest pass what can be summed exactly; the others never do.
const LARGE = 2 ** 53 - 1;

const position = fc.record({
  supplierId: fc.constantFrom("a", "Hersteller 漢", null),
  originCountry: fc.constantFrom("CN", null),
  program: fc.constantFrom("p", null),
  exposure: fc.oneof({ weight: 9, arbitrary: fc.nat(1000) }, fc.constant(LARGE)).map(asMinor),
  date: fc.option(
    fc.integer({ min: -40, max: 25 }).map((days) => addDays(FIRST, days)),
    { freq: 5 },
  ),
  source: fc.constantFrom("illustrative: made up", "trade statistics", null),
});
const periods = fc.option(fc.integer({ min: 1, max: 40 }));
const positions = fc.array(fc.tuple(position, periods), { maxLength: 30 }).map((all) =>
  all.map(([one, days], at) => {
    const periodStart = one.date !== null && days !== null ? addDays(one.date, 1 - days) : null;
    return positionOf({ ...one, positionId: `P-${at}`, periodStart });
  }),
);

describe("positions of a sector by day", () => {
  it("have in each window the fold of all that can be summed, and those left out are named", async () => {
    const property = fc.asyncProperty(positions, async (all) => {
      const { positions: dated, unreadable } = await loadDated(storeOf(all), "ai", () => windows);
      const isLarge = ({ exposure }: Position) => exposure === LARGE;
      const left = windows.some((window) => !isExact(all, window)) ? all.filter(isLarge) : [];
      expect(unreadable.count).toBe(left.length);
      expect(unreadable.first.every(({ problem }) => problem === TOO_LARGE)).toBe(true);
      const foldOf = createSlidingFold(dated);
      const kept = all.filter((one) => !left.includes(one));
      for (const window of windows) expect(plain(foldOf(window))).toEqual(plain(folded(kept, window)));
    });
    await fc.assert(property);
  });

  it("are read four shards at a time, in columns", async () => {
    let [now, most] = [0, 0];
    const store = storeOf([positionOf({})]);
    const watched: PositionStore = {
      ...store,
      shards: () => expect.unreachable("rows are not asked for"),
      columns: (sector, days, texts) =>
        store.columns.call(store, sector, days, texts).map(async function* (pages) {
          now += 1;
          most = Math.max(most, now);
          for await (const page of pages) {
            await new Promise(setImmediate);
            yield page;
          }
          now -= 1;
        }),
    };
    const { positions: dated } = await loadDated(watched, "ai", () => windows);
    expect(dated.exposure).toHaveLength(1);
    expect(most).toBe(4);
  });
});

const storeOf = (all: Position[]): PositionStore => memoryPorts(all).positions;

function isExact(all: Position[], window: Window): boolean {
  const counted = all.filter((one) => folded([one], window).positions === 1);
  return counted.reduce((sum, { exposure }) => sum + BigInt(exposure), 0n) <= BigInt(Number.MAX_SAFE_INTEGER);
}

function folded(all: Position[], window: Window): Fold {
  const fold = emptyFold();
  foldPositions(fold, all, window);
  return fold;
}

/** Everything that a fold says, in a fixed order. */
function plain({ cells, common, figures, ...rest }: Fold) {
  const sorted = <Entry>(map: ReadonlyMap<string, Entry>) =>
    [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, entry]) => [key, { ...entry }]);
  return { ...rest, cells: sorted(cells), common: sorted(common), figures: sorted(figures) };
}
