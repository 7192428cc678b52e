import { describe, expect, it } from "vitest";
import { hasMoved, holdsBack, type ImportMarker, sortMarkers } from "../../../shared/imports/marker.ts";
import { importIdOf } from "../../../shared/imports/record.ts";
import { unfinishedOf } from "../../../shared/imports/unfinished.ts";
import { unfinishedHeads, unfinishedTold } from "../../../shared/text/unfinished.ts";

const NOW = new Date("2026-07-31T06:10:00Z");
const NOBODY: ReadonlySet<string> = new Set();

function markerOf(overrides: Partial<ImportMarker> = {}): ImportMarker {
  return {
    schemaVersion: 1,
    sector: "ai",
    kind: "positions",
    file: "a.csv",
    runner: "lambda-1",
    importId: importIdOf(new Date("2026-07-31T06:00:00Z"), "a1b2c3"),
    startedAt: "2026-07-31T06:00:00.000Z",
    until: "2026-07-31T06:15:00.000Z",
    endedAt: null,
    ...overrides,
  };
}

const past = { until: "2026-07-31T06:05:00.000Z" };
const again = {
  runner: "lambda-2",
  startedAt: "2026-07-31T06:06:00.000Z",
  endedAt: "2026-07-31T06:07:00.000Z",
};

describe("the marker of an import", () => {
  const other = markerOf(past);
  it.each<[what: string, markers: ImportMarker[], confirmed: ReadonlySet<string>, found: object]>([
    ["under way until its end", [markerOf()], NOBODY, { underWay: [{}] }],
    ["stopped after it", [markerOf(past)], NOBODY, { stopped: [{}] }],
    [
      "stopped where a clock ran ahead",
      [markerOf({ until: "2026-07-31T09:00:00Z" })],
      NOBODY,
      { stopped: [{}] },
    ],
    ["ended", [markerOf({ endedAt: "2026-07-31T06:04:00.000Z" })], NOBODY, { ended: [{}] }],
    [
      "settled where its file was imported again",
      [other, markerOf(again)],
      NOBODY,
      { settled: [{}], ended: [{}] },
    ],
    ["settled where somebody has confirmed it", [other], new Set([other.importId]), { settled: [{}] }],
    [
      "stopped, whatever file has ended since",
      [other, markerOf({ ...again, file: "b.csv" })],
      NOBODY,
      { stopped: [{}], ended: [{}] },
    ],
    [
      "stopped where its file was imported before",
      [other, markerOf({ ...again, startedAt: "2026-07-31T05:00:00.000Z" })],
      NOBODY,
      { stopped: [{}], ended: [{}] },
    ],
    [
      "under way beside another import of its file",
      [markerOf(), markerOf(again)],
      NOBODY,
      { underWay: [{}], ended: [{}] },
    ],
  ])("says: %s", (_what, markers, confirmed, found) => {
    const nothing = { underWay: [], stopped: [], ended: [], settled: [] };
    expect(sortMarkers(markers, confirmed, NOW)).toMatchObject({ ...nothing, ...found });
  });

  it("moves when it comes, goes on or ends, and not when it goes", () => {
    const marker = markerOf();
    const ended = markerOf({ endedAt: "2026-07-31T06:09:00.000Z" });
    expect(hasMoved([], [marker])).toBe(true);
    expect(hasMoved([marker], [ended])).toBe(true);
    expect(hasMoved([marker], [markerOf({ until: "2026-07-31T06:16:00.000Z" })])).toBe(true);
    expect(hasMoved([marker, ended], [ended])).toBe(false);
  });

  it("holds a run back, but not for longer than six hours", () => {
    const found = (endedAt: string | null) =>
      sortMarkers([markerOf(), ...(endedAt === null ? [] : [markerOf({ ...again, endedAt })])], NOBODY, NOW);
    expect(holdsBack(found(null), NOW)).toBe(true);
    expect(holdsBack(found("2026-07-31T00:10:01.000Z"), NOW)).toBe(true);
    expect(holdsBack(found("2026-07-31T00:10:00.000Z"), NOW)).toBe(false);
    expect(holdsBack(sortMarkers([markerOf(past)], NOBODY, NOW), NOW)).toBe(false);
  });
});

describe("an import that has not ended, in words", () => {
  const told = (...markers: ImportMarker[]) => unfinishedOf(sortMarkers(markers, NOBODY, NOW));

  it("is named, with what it does to the figures", () => {
    expect(unfinishedHeads(told(markerOf()))).toEqual([
      "IMPORT UNDER WAY: a.csv since 2026-07-31 06:00 UTC: figures may hold a part of it, and nothing eases or resolves.",
    ]);
    expect(unfinishedHeads(told(markerOf(past)))).toEqual([
      "IMPORT STOPPED: a.csv of 2026-07-31 06:00 UTC did not finish: figures may hold a part of it, and nothing eases or resolves until it is imported again or confirmed.",
    ]);
  });

  it("is one of several", () => {
    const b = markerOf({ ...past, file: "b.csv", startedAt: "2026-07-31T06:01:00.000Z" });
    expect(unfinishedHeads(told(markerOf(past), b, markerOf({ file: "c.csv" })))).toEqual([
      "IMPORT STOPPED: a.csv of 2026-07-31 06:00 UTC and 1 more did not finish: figures may hold a part of them, and nothing eases or resolves until they are imported again or confirmed.",
      "IMPORT UNDER WAY: c.csv since 2026-07-31 06:00 UTC: figures may hold a part of it, and nothing eases or resolves.",
    ]);
  });

  it("comes with what to do, on one line each, whatever a file is called", () => {
    const file = "a\n\u202eb.csv";
    expect(unfinishedTold(told(markerOf({ ...past, file })), "ai", { stack: "S" })).toEqual({
      lines: [
        expect.stringMatching(
          /^The import of .+ of 2026-07-31 06:00 UTC did not finish: import it again under its name, or confirm it\.$/,
        ),
      ],
      commands: [
        {
          purpose: expect.stringMatching(/^If all of .+ is there:$/),
          command: `npx chokepoint import confirm ${markerOf().importId} --sector ai --reason "…" --stack S`,
        },
      ],
    });
  });
});
