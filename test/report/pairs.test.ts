import { describe, expect, it } from "vitest";
import { pairLines } from "../../cli/text/simulated-loss.ts";
import { html } from "../../report/html.ts";
import { pairsSection } from "../../report/sections/pairs.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import { assessmentForm } from "../../shared/assessment/form.ts";
import { otherPairsText } from "../../shared/text/pair.ts";
import { readStored } from "../../shared/values/stored.ts";
import { assessed, foldOf, policyOf, suppliersOf } from "../support/builders.ts";
import { positionOf, supplierOf } from "../support/samples.ts";

/** Three makers that sell the same, each of another country. */
function made(): Assessment {
  const makers = ["JP", "KR", "US"].map((country) => ({ country, supplierId: country.toLowerCase() }));
  return assessed({
    fold: foldOf(
      makers.map(({ supplierId, country }) =>
        positionOf({ positionId: supplierId, supplierId, originCountry: country }),
      ),
    ),
    suppliers: suppliersOf(...makers.map((maker) => supplierOf({ ...maker, inputs: "none" }))),
  }).assessment;
}

const textOf = (assessment: Assessment) =>
  html`${pairsSection({ assessment, policy: policyOf(), place: null })}`.markup
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&nbsp;|\u00a0|\u2060/g, " ");

const NOT_ALL = "Not every pair was tried: none but those listed certainly costs more than";

describe("the page about pairs of removals", () => {
  const assessment = made();
  const { pairs: _, ...unpaired } = assessment;

  it("says what the worst two cost, and nothing of others where all were tried", () => {
    expect(textOf(assessment)).toMatch(/If .* both stop, 66\.7 % is no longer delivered\./);
    expect(textOf(assessment)).not.toContain("tried");
  });

  it("says what others cost at most where not all were tried", () => {
    expect(textOf({ ...assessment, otherPairsAtMost: 0.9501 })).toContain(`${NOT_ALL} 95.1 %.`);
    const none = textOf({ ...assessment, pairs: [], otherPairsAtMost: 0.9 });
    expect(none).toContain(
      "No two that were tried together certainly cost more than the worse of them alone.",
    );
    expect(none).toContain("Not every pair was tried: no other certainly costs more than 90.0 %.");
  });

  it("says that pairs were not computed where a sector is too large for each assessment", () => {
    expect(textOf(unpaired)).toContain("Which two at once cost most was not computed with this assessment.");
    expect(textOf(unpaired)).toContain("npx chokepoint simulate --sector ai --pairs");
  });
});

describe("what other pairs cost at most", () => {
  it.each([
    [0.9500001, "95.1 %"],
    [0.95, "95.0 %"],
    [0.99999, "100.0 %"],
  ])("%s is never told as less: %s", (otherPairsAtMost, text) => {
    expect(otherPairsText({ pairs: [1], otherPairsAtMost })).toBe(`${NOT_ALL} ${text}.`);
  });

  it("comes back from what is stored", () => {
    const stored = JSON.parse(JSON.stringify({ ...made(), otherPairsAtMost: 0.9 }));
    expect(readStored(assessmentForm, assessmentForm.version, stored)).toMatchObject({
      problem: null,
      value: { otherPairsAtMost: 0.9 },
    });
  });

  it("stands below the pairs of a simulation", () => {
    const lines = pairLines({ pairs: [], otherPairsAtMost: 0.9 });
    expect(lines.join("\n")).toContain(
      "Not every pair was tried: no other certainly costs more than 90.0 %.",
    );
  });
});
