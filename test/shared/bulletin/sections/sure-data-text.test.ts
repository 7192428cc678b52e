import { describe, expect, it } from "vitest";
import { sureSection } from "../../../../shared/bulletin/sections/confidence.ts";
import type { Position } from "../../../../shared/supply/position.ts";
import { AS_OF, assessed, foldOf, policyOf, refusalOf } from "../../../support/builders.ts";
import { positionOf } from "../../../support/samples.ts";

const NO_DOUBTS = { tellsRange: false, tellsStop: false, verdict: [], ask: [], more: [] };

function linesOf(positions: Position[], lack: { unreadable?: number; refused?: boolean } = {}): string[] {
  const fold = foldOf(positions, lack.unreadable ?? 0);
  const found = assessed({ fold, refusals: lack.refused === true ? [refusalOf()] : [] });
  return sureSection(found, policyOf(), NO_DOUBTS);
}

const period = (positionId: string, item: string, periodStart: string, date = AS_OF) =>
  positionOf({ positionId, item, periodStart, date, source: "customs" });

describe("HOW SURE", () => {
  it("says that every row was readable where it was", () => {
    expect(linesOf([positionOf()]).slice(1, 3)).toEqual([
      "  On 31 Jul 2026 the newest purchase was 16 days old.",
      "  1 purchase counted; every row was readable.",
    ]);
  });

  it("says nothing of the kind of refused rows, of overlaps, or of rows that cannot be read", () => {
    const overlapping = [period("a", "850760", "2026-07-01"), period("b", "8507600030", "2026-07-01")];
    const texts = [
      linesOf([positionOf()], { refused: true }),
      linesOf([positionOf()], { unreadable: 1 }),
      linesOf(overlapping),
    ];
    expect(texts.filter((lines) => lines.join().includes("every row"))).toEqual([]);
  });

  it("tells rows that cannot be read beside those that were refused", () => {
    const text = linesOf([positionOf()], { refused: true, unreadable: 2 }).join("\n");
    expect(text).toContain("Stored items that could not be read: 2.");
    expect(text).toContain("191 of 500 rows of positions.csv were refused on 2026-07-30");
  });

  it.each([
    [
      "one is",
      [positionOf({ date: "2126-01-01" })],
      "1 row (USD 100) dated after 2026-07-31 waits: it counts from 2126-01-01 on.",
    ],
    [
      "two are",
      [positionOf({ date: "2126-01-01" }), positionOf({ date: "2026-08-01" })],
      "2 rows (USD 200) dated after 2026-07-31 wait: the first counts from 2026-08-01 on.",
    ],
    [
      "whose sum is larger than any that can be kept",
      [
        positionOf({ date: "2126-01-01", exposure: Number.MAX_SAFE_INTEGER }),
        positionOf({ date: "2126-01-01" }),
      ],
      "2 rows dated after 2026-07-31 wait: the first counts from 2126-01-01 on.",
    ],
  ])("says how many positions wait: %s", (_name, positions, expected) => {
    expect(linesOf([positionOf(), ...positions]).join()).toContain(expected);
  });

  it("names figures that overlap: those were stored before the import looked", () => {
    const found = assessed({
      fold: foldOf([period("a", "850760", "2026-01-01"), period("b", "850760", "2026-07-01")]),
    });
    expect(found.assessment).toMatchObject({ incomplete: true, unreadable: 0 });
    expect(sureSection(found, policyOf(), NO_DOUBTS).at(-1)).toBe(
      "  Figures of customs overlap and are counted twice: 2026-01/2026-07 of 850760 and 2026-07 of 850760. Import with --replace what is to stay: until then no alert can ease or resolve.",
    );
  });

  it("does not take figures that are not counted together for overlapping", () => {
    const months = [period("a", "850760", "2026-06-01", "2026-06-30"), period("b", "850760", "2026-07-01")];
    expect(assessed({ fold: foldOf(months) }).assessment).toMatchObject({ incomplete: false });
    const years = [period("a", "850760", "2024-07-01", "2025-07-31"), period("b", "850760", "2025-07-01")];
    expect(assessed({ fold: foldOf(years) }).assessment).toMatchObject({ incomplete: false });
  });
});
