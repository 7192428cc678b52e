import { describe, expect, it } from "vitest";
import { summarize } from "../../shared/assessment-summary.ts";
import { composeDigest } from "../../shared/digest.ts";
import { emptyLedger } from "../../shared/ledger.ts";
import type { Position } from "../../shared/position.ts";
import { NOTHING_UNREADABLE } from "../../shared/unreadable.ts";
import { AS_OF, alertOf, assessed, foldOf, policyOf } from "../support/builders.ts";
import { positionOf } from "../support/samples.ts";

function digestOf(positions: Position[], alerts = [alertOf({ group: "bess" })], today = AS_OF): string {
  const { assessment } = assessed({ fold: foldOf(positions) });
  const lastAssessment = { id: assessment.id, asOf: assessment.asOf };
  const ledger = { ...emptyLedger("ai"), lastAssessment, alerts };
  const earlier = [summarize(assessment, new Date(`${AS_OF}T06:00:00Z`))];
  const options = { today, stack: null, version: "1.2.3" };
  return composeDigest([{ policy: policyOf(), ledger, earlier, unreadable: NOTHING_UNREADABLE }], options)
    .text;
}

describe("a digest", () => {
  it.each([
    ["of dated positions names the newest", [positionOf()], "newest position 2026-07-15"],
    ["of positions without a date says so", [positionOf({ date: null })], "no position has a date"],
  ])("%s", (_sentence, positions, told) => {
    expect(digestOf(positions)).toContain(told);
  });

  it("of no position at all says nothing about their dates", () => {
    expect(digestOf([])).not.toContain("a date");
  });

  it("of an assessment made ahead says how far ahead it is", () => {
    expect(digestOf([positionOf()], [], "2026-07-30")).toContain("assessed as of 2026-07-31, tomorrow");
    expect(digestOf([positionOf()], [], "2026-07-12")).toContain("newest position 2026-07-15, in 3 days");
  });

  it("does not call a sector without alerts where one could not be read", () => {
    const sectors = [
      {
        policy: policyOf(),
        ledger: { ...emptyLedger("ai"), alerts: [alertOf()] },
        earlier: [],
        unreadable: NOTHING_UNREADABLE,
      },
      { policy: policyOf({ sector: "defense", label: "Defense" }), problem: "the table is gone" },
    ];
    const options = { today: AS_OF, stack: null, version: "1.2.3" };
    expect(composeDigest(sectors, options).subject).toBe(
      "[DIGEST] 1 or more alerts open, worst known warning: AI not assessed, Defense not readable",
    );
    expect(composeDigest(sectors.slice(1), options).subject).toBe(
      "[DIGEST] no alert is known to be open: Defense not readable",
    );
  });

  it("names an alert by its title, its group and its rule", () => {
    expect(digestOf([positionOf()])).toContain(
      "WARNING  Made in China (bess) [china-origin]: 30.0 %, limit 25 %",
    );
  });
});
