import { describe, expect, it } from "vitest";
import type { MarkedImports } from "../../../shared/imports/marker.ts";
import { reasonToHoldBack, type SectorRequest } from "../../../shared/recompute/hold-back.ts";
import { emptyLedger } from "../../../shared/recompute/ledger.ts";
import { chinaPolicy } from "../../support/samples.ts";

const NOW = new Date("2026-07-31T12:00:00Z");
const NO_IMPORTS: MarkedImports = { underWay: [], stopped: [], ended: [], settled: [] };
const fresh = emptyLedger("ai");
const decided = { ...fresh, lastAssessment: { id: "ai-1", asOf: "2026-07-30" } };

function request(overrides: Partial<SectorRequest> = {}): SectorRequest {
  const defaults = { isOtherWindow: false, dryRun: false, force: false };
  return { policy: chinaPolicy(), asOf: "2026-07-31", windowDays: 365, ...defaults, ...overrides };
}

const older = { asOf: "2026-07-29" };

describe("why a run does not decide", () => {
  it.each<[string, Partial<SectorRequest>, string | null]>([
    ["of today decides", {}, null],
    ["of the day of the last assessment decides", { asOf: "2026-07-30" }, null],
    ["of a day before it does not", older, "older than the last assessment"],
    ["of a day before it, by force, is kept as history", { ...older, force: true }, "kept as history"],
    [
      "of a day before it, by force, that is only to look is not",
      { ...older, force: true, dryRun: true },
      "older than the last assessment",
    ],
    [
      "of a day before it, by force, over another window is not",
      { ...older, force: true, isOtherWindow: true },
      "older than the last assessment",
    ],
    ["of today needs no force, and is helped by none", { force: true }, null],
    ["that is only to look does not", { dryRun: true }, "dry run"],
    ["of tomorrow does not", { asOf: "2026-08-01" }, "a day still to come"],
  ])("one %s", (_which, overrides, reason) => {
    expect(reasonToHoldBack(request(overrides), decided, NO_IMPORTS, NOW)).toBe(reason);
  });

  it("any day decides in a sector that was never assessed, also the first of all", () => {
    expect(reasonToHoldBack(request({ asOf: "0001-01-01" }), fresh, NO_IMPORTS, NOW)).toBeNull();
  });
});
