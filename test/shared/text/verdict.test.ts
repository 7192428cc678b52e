import { describe, expect, it } from "vitest";
import type { Level } from "../../../shared/policy/level.ts";
import { verdictText } from "../../../shared/text/verdict.ts";
import { ruleOf } from "../../support/builders.ts";

const unknown = ruleOf({ measure: { kind: "unknown", facet: "origin" } });

describe("how sure a breach is", () => {
  it.each<[string, Level, number, number, string]>([
    [
      "crossed by what is certain",
      "warning",
      0.3,
      0.9,
      "Certain: the limit is crossed, whatever the unknown parts turn out to be.",
    ],
    [
      "crossed at a lower level than its alert",
      "critical",
      0.3,
      0.9,
      "Certain: the warning limit is crossed, whatever the unknown parts turn out to be.",
    ],
    [
      "crossed by what is possible",
      "possible",
      0.1,
      0.3,
      "Not certain: what is known is inside the limit, and what is unknown could cross it.",
    ],
    [
      "inside, but the alert is open",
      "warning",
      0.1,
      0.2,
      "It is inside its limit now, but not yet by enough, or for long enough, to end the alert.",
    ],
    [
      "inside, and the alert is over",
      "none",
      0.1,
      0.2,
      "Certain: the figure is inside its limits, whatever the unknown parts turn out to be.",
    ],
  ])("%s", (_name, level, lower, upper, verdict) => {
    expect(verdictText(ruleOf(), level, { lower, upper }, false)).toBe(verdict);
  });

  it("is certain without more words where nothing unknown bears on the figure", () => {
    const at = (value: number) => ({ lower: value, upper: value });
    expect(verdictText(ruleOf(), "warning", at(0.3), false)).toBe(
      "Certain: the limit is crossed, and nothing unknown could change this figure.",
    );
    expect(verdictText(ruleOf(), "none", at(0.1), false)).toBe(
      "Certain: the figure is inside its limits, and nothing unknown could change it.",
    );
  });

  it("is not known while data is missing", () => {
    expect(verdictText(ruleOf(), "warning", { lower: 0.3, upper: 0.3 }, true)).toMatch(
      /^Not certain: data is missing/,
    );
  });

  it("of what is unknown itself does not speak of what it may turn out to be", () => {
    expect(verdictText(unknown, "warning", { lower: 0.3, upper: 0.3 }, false)).toBe(
      "Certain: this rule counts what is unknown today.",
    );
  });
});
