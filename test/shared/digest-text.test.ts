import { describe, expect, it } from "vitest";
import { summarize } from "../../shared/assessment-summary.ts";
import { composeDigest } from "../../shared/digest.ts";
import { emptyLedger } from "../../shared/ledger.ts";
import type { Position } from "../../shared/position.ts";
import { AS_OF, alertOf, assessed, foldOf, policyOf } from "../support/builders.ts";
import { positionOf } from "../support/samples.ts";

function digestOf(positions: Position[], alerts = [alertOf({ group: "bess" })]): string {
  const { assessment } = assessed({ fold: foldOf(positions) });
  const lastAssessment = { id: assessment.id, asOf: assessment.asOf };
  const ledger = { ...emptyLedger("ai"), lastAssessment, alerts };
  const earlier = [summarize(assessment, new Date(`${AS_OF}T06:00:00Z`))];
  const options = { today: AS_OF, stack: null, version: "1.2.3" };
  return composeDigest([{ policy: policyOf(), ledger, earlier }], options).text;
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

  it("names an alert by its title, its group and its rule", () => {
    expect(digestOf([positionOf()])).toContain(
      "WARNING  Made in China (bess) [china-origin]: 30.0 %, limit 25 %",
    );
  });
});
