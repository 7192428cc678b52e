import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { runsPerMark, strip, yearsUnder } from "../../cli/backtest/strip.ts";
import { decideAlert } from "../../shared/alerts/decide-alert.ts";
import type { ReplayRun } from "../../shared/backtest/replay.ts";
import type { Level } from "../../shared/policy/level.ts";
import { alertOf, observationOf, ruleOf } from "../support/builders.ts";

function runAt(level: Level | "no data" | "nothing observed" | "ahead"): ReplayRun {
  const rule = level === "ahead" ? ruleOf({ effectiveFrom: "2999-01-01" }) : ruleOf();
  const isBlank = level === "no data" || level === "nothing observed";
  const observation = observationOf(rule, isBlank ? null : { lower: 0.3, upper: 0.3 });
  const about = {
    asOf: "2026-07-31",
    incomplete: false,
    isRepeat: false,
    isFirstLook: false,
    floorBefore: null,
    silence: null,
    acknowledgement: null,
  };
  const decided = decideAlert({ ...about, previous: null, observation });
  const isOpen = level === "possible" || level === "warning" || level === "critical";
  const decision = { ...decided, next: isOpen ? alertOf({ level }) : null };
  return {
    asOf: "2026-07-31",
    assessment: "a",
    positions: 1,
    incomplete: false,
    unreadable: 0,
    illustrative: 0,
    policyHash: "p",
    bulletin: null,
    decision: {
      decisions: [decision],
      sectorEvent: null,
      sectorNotification: null,
      noDataSince: level === "no data" ? "2026-07-31" : null,
      noDataNotified: false,
      isUnfilled: false,
      staleEvent: null,
      staleNotification: null,
      staleSince: null,
      staleNotified: false,
      silences: [],
      endedSilences: [],
      endedAcknowledgements: [],
      floors: undefined,
    },
  };
}

const shown = (perMark: number, ...levels: Parameters<typeof runAt>[0][]) =>
  // Without the colours of a terminal, should the tests run in one.
  stripVTControlCharacters(strip(levels.map(runAt), "china-origin", perMark));

describe("the strip of a rule", () => {
  it("has a mark per run: the higher, the worse", () => {
    expect(shown(1, "none", "possible", "warning", "critical")).toBe("▁▃▅█");
  });

  it("is blank where there was nothing to see, and dotted before the rule is in force", () => {
    expect(shown(1, "no data", "nothing observed", "ahead", "none")).toBe("  ·▁");
  });

  it("shows the worst of the runs that share a mark", () => {
    expect(shown(2, "none", "warning", "critical", "none", "no data", "none", "possible")).toBe("▅█▁▃");
  });

  it.each([
    [1, 40, 1],
    [40, 40, 1],
    [41, 40, 2],
    [2000, 40, 50],
    [0, 40, 1],
  ])("of %d runs in %d columns has %d runs per mark", (runs, width, perMark) => {
    expect(runsPerMark(runs, width)).toBe(perMark);
  });
});

describe("the years under a strip", () => {
  it.each([
    [["2025-06-30", "2025-12-31"], 1, "2025"],
    [["2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31", "2026-02-28"], 1, "2025"],
    [["2025-08-31", "2025-09-30", "2025-10-31", "2025-11-30", "2025-12-31", "2026-01-31"], 1, "2025 2026"],
    [["2024-12-31", "2025-12-31", "2026-12-31"], 1, "2024"],
  ])("of %j stand below their first run", (days, perMark, line) => {
    expect(yearsUnder(days, perMark)).toBe(line);
  });
});
