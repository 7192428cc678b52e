import { describe, expect, it } from "vitest";
import { askSchemaFor } from "../../../shared/contract/ask-payload.ts";
import { readAs } from "../../../shared/values/parse.ts";
import { problemSentence } from "../../../shared/values/problem.ts";
import { samplePolicies } from "../../support/sample-policies.ts";

const valid = { sector: "ai", until: "2026-08-14", by: "Ada", reason: "known" };

function problemOf(payload: unknown): string | null {
  const { problem } = readAs(askSchemaFor(payload, samplePolicies), payload);
  return problem === null ? null : problemSentence(problem);
}

describe("the payload of a silence", () => {
  it.each<[string, object]>([
    ["a whole sector", valid],
    ["a rule", { ...valid, rule: "china-origin" }],
    ["the lifting of one", { sector: "ai", lift: "s3" }],
  ])("takes %s", (_sentence, payload) => {
    expect(problemOf(payload)).toBeNull();
  });

  it("trims who and why", () => {
    const payload = { ...valid, by: "  Ada ", reason: " known\n" };
    expect(askSchemaFor(payload, samplePolicies).parse(payload)).toEqual(valid);
  });

  it.each<[string, unknown, string | RegExp]>([
    ["no sector", { ...valid, sector: undefined }, 'field "sector": must name a sector'],
    [
      "an unknown sector",
      { ...valid, sector: "x" },
      /^field "sector": "x" is not a sector; the sectors are ai, /,
    ],
    [
      "an unknown rule",
      { ...valid, rule: "x" },
      /^field "rule": "x" is not a rule of ai; the rules are china-origin/,
    ],
    [
      "a group without a rule",
      { ...valid, group: "bess" },
      'field "group": needs the rule that it belongs to',
    ],
    [
      "a group of a rule that has none",
      { ...valid, rule: "china-origin", group: "bess" },
      'field "group": the rule china-origin has one alert for the whole sector',
    ],
    ["no day", { ...valid, until: undefined }, 'field "until": must be a day like 2026-07-31'],
    ["a day that is none", { ...valid, until: "2026-02-30" }, 'field "until": must be a day like 2026-07-31'],
    ["nobody", { ...valid, by: " " }, 'field "by": must not be empty'],
    ["no reason", { ...valid, reason: "" }, 'field "reason": must not be empty'],
    ["a placeholder for a reason", { ...valid, reason: "…" }, 'field "reason": must say why, in words'],
    ["dots for a reason", { ...valid, reason: "..." }, 'field "reason": must say why, in words'],
    [
      "too long a reason",
      { ...valid, reason: "x".repeat(201) },
      'field "reason": must be 200 characters or less',
    ],
    ["an unknown field", { ...valid, days: 3 }, 'field "days" is not known'],
    [
      "silencing and lifting at once",
      { ...valid, lift: "s3" },
      'fields "until", "by", "reason" are not known',
    ],
    ["an empty id to lift", { sector: "ai", lift: "" }, /^field "lift": /],
    ["a number to lift", { sector: "ai", lift: 3 }, 'field "lift": must be the id of a silence'],
    ["lifting in an unknown sector", { sector: "x", lift: "s3" }, /^field "sector": "x" is not a sector/],
    ["who left out", { ...valid, by: undefined }, /^field "by": /],
    ["who is a number", { ...valid, by: 3 }, /^field "by": /],
    ["a rule that is a number", { ...valid, rule: 3 }, /^field "rule": /],
    ["a text", "silence", /object/],
  ])("refuses %s in one sentence", (_sentence, payload, problem) => {
    const told = problemOf(payload);
    expect(told).toMatch(problem);
    expect(told).not.toContain("\n");
    if (typeof problem === "string") expect(told).toBe(problem);
  });
});
