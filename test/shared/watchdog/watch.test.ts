import { describe, expect, it } from "vitest";
import {
  decideWatch,
  emptyWatch,
  type Finding,
  type Watch,
  type WatchedProblem,
} from "../../../shared/watchdog/watch.ts";

const NOW = new Date("2026-08-01T12:00:00Z");

function hoursBefore(hours: number): string {
  return new Date(NOW.getTime() - hours * 60 * 60 * 1000).toISOString();
}

function findingOf(overrides: Partial<Finding> = {}): Finding {
  const stale = { key: "stale:ai", look: "the ledger of ai", sector: "ai", text: "ai is stale" };
  return { ...stale, graceHours: 0, ...overrides };
}

/** A memory of one problem, that began and was told some hours ago. */
function remembering(since: number, told: number | null): Watch {
  const { key, look, sector, text } = findingOf();
  const toldAt = told === null ? null : hoursBefore(told);
  return {
    ...emptyWatch,
    version: 4,
    problems: [{ key, look, text, since: hoursBefore(since), toldAt, sector }],
  };
}

function decide(previous: Watch, findings: Finding[], failed: string[] = []) {
  const { next, news } = decideWatch(previous, findings, new Set(failed), NOW);
  const texts = (problems: WatchedProblem[]) => problems.map(({ text }) => text);
  return { next, found: texts(news.found), still: texts(news.still), solved: texts(news.solved) };
}

const NOTHING = { found: [], still: [], solved: [] };

describe("a problem", () => {
  it("is told at once when it has no grace", () => {
    const { next, ...news } = decide(emptyWatch, [findingOf()]);
    expect(news).toEqual({ ...NOTHING, found: ["ai is stale"] });
    expect(next).toMatchObject({
      version: 1,
      problems: [{ since: NOW.toISOString(), toldAt: NOW.toISOString() }],
    });
  });

  it.each([
    ["is new and has a grace", emptyWatch, 24, NOTHING],
    ["is an hour short of its grace", remembering(23, null), 24, NOTHING],
    ["has stood for just its grace", remembering(24, null), 24, { ...NOTHING, found: ["ai is stale"] }],
    ["was told 23 hours ago", remembering(40, 23), 0, NOTHING],
    ["was told a day ago", remembering(40, 24), 0, { ...NOTHING, still: ["ai is stale"] }],
  ])("that %s is told or not as it should be", (_sentence, previous, graceHours, expected) => {
    expect(decide(previous, [findingOf({ graceHours })])).toMatchObject(expected);
  });

  it("that another look has found since this one began is not solved by it, and is since the look that found it", () => {
    const began = new Date(hoursBefore(2));
    const { next, news } = decideWatch(
      remembering(1, 1),
      [findingOf({ key: "new", text: "new" })],
      new Set(),
      NOW,
      began,
    );
    expect(news).toMatchObject({
      found: [{ since: began.toISOString(), toldAt: NOW.toISOString() }],
      solved: [],
    });
    expect(next.problems.map(({ key }) => key)).toEqual(["new", "stale:ai"]);
  });

  it("keeps since when it stands", () => {
    expect(decide(remembering(40, 24), [findingOf()]).next.problems).toMatchObject([
      { since: hoursBefore(40) },
    ]);
  });

  it("is solved once it is not found any more, and forgotten", () => {
    const { next, solved } = decide(remembering(40, 3), []);
    expect(solved).toEqual(["ai is stale"]);
    expect(next.problems).toEqual([]);
  });

  it("that nobody was told of is solved without a word", () => {
    expect(decide(remembering(3, null), [])).toMatchObject(NOTHING);
  });

  it("is not solved by a look that failed", () => {
    const { next, ...news } = decide(remembering(40, 3), [], ["the ledger of ai"]);
    expect(news).toEqual(NOTHING);
    expect(next.problems).toMatchObject([{ key: "stale:ai" }]);
  });
});
