import { describe, expect, it } from "vitest";
import { removalTable } from "../../../cli/serve/what-if-answer.ts";
import { html } from "../../../report/html.ts";
import { measuredSector } from "../../../shared/assessment/assessment.ts";
import { summarize } from "../../../shared/assessment/summary.ts";
import { worstRecoveryLines } from "../../../shared/digest/worst-lines.ts";
import type { Times } from "../../../shared/supply/times.ts";
import { assessed, foldOf, suppliersOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";

/** What one maker that sells everything says of its times. */
function assessmentOf(times: Times) {
  return assessed({
    fold: foldOf([positionOf({ supplierId: "a", exposure: 36_500, originCountry: "JP" })]),
    suppliers: suppliersOf(
      supplierOf({ supplierId: "a", name: "Maker", country: "JP", inputs: "none", ...times }),
    ),
  }).assessment;
}

const digestLines = (times: Times) =>
  worstRecoveryLines(summarize(assessmentOf(times), new Date("2026-07-31T00:00:00Z")));

describe("what is missing until all are back", () => {
  it.each<[Times, string[]]>([
    [{ stockDays: 10, recoveryDays: 30 }, ["If Japan stops, missing until all are back: 20 days, USD 20"]],
    [{ stockDays: 30, recoveryDays: 10 }, ["If Japan stops, missing until all are back: nothing"]],
    [{}, []],
    [{ stockDays: 10 }, []],
  ])("by the worst removal stands in the digest where it is known: %j", (times, lines) => {
    expect(digestLines(times)).toEqual(lines);
  });

  it("stands beside the losses in the what-if form, where somebody names days", () => {
    const tableOf = (times: Times) => {
      const removals = measuredSector(assessmentOf(times))?.removals ?? [];
      return html`${removalTable({ removals, unit: "USD" })}`.markup;
    };
    expect(tableOf({ stockDays: 10, recoveryDays: 30 })).toContain("Days missing");
    expect(tableOf({})).not.toContain("Days missing");
  });
});
