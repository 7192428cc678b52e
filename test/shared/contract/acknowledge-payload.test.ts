import { describe, expect, it } from "vitest";
import { askSchemaFor } from "../../../shared/contract/ask-payload.ts";
import { readAs } from "../../../shared/values/parse.ts";
import { problemSentence } from "../../../shared/values/problem.ts";
import { samplePolicies } from "../../support/sample-policies.ts";

const valid = { sector: "ai", ack: "china-origin", by: "Ada", reason: "known" };

function problemOf(payload: unknown): string | null {
  const { problem } = readAs(askSchemaFor(payload, samplePolicies), payload);
  return problem === null ? null : problemSentence(problem);
}

describe("the payload of an acknowledgement", () => {
  it.each<[string, object]>([
    ["the alerts of a rule", valid],
    ["the alert of a group, until a day", { ...valid, group: "bess", until: "2026-08-14" }],
    ["the withdrawal of one", { sector: "ai", withdraw: "a3" }],
  ])("takes %s", (_sentence, payload) => {
    expect(problemOf(payload)).toBeNull();
  });

  it.each<[string, object, string | RegExp]>([
    ["no sector", { ...valid, sector: undefined }, 'field "sector": must name a sector'],
    ["an unknown sector", { ...valid, sector: "x" }, /^field "sector": "x" is not a sector/],
    ["a rule that is a number", { ...valid, ack: 3 }, 'field "ack": must name a rule'],
    ["an empty rule", { ...valid, ack: "" }, 'field "ack": must name a rule'],
    ["a day that is none", { ...valid, until: "soon" }, 'field "until": must be a day like 2026-07-31'],
    ["nobody", { ...valid, by: " " }, 'field "by": must not be empty'],
    ["no reason", { ...valid, reason: undefined }, 'field "reason": must be given'],
    ["dots for a reason", { ...valid, reason: "..." }, 'field "reason": must say why, in words'],
    ["too long a name", { ...valid, by: "x".repeat(201) }, 'field "by": must be 200 characters or less'],
    ["the rule of a silence", { ...valid, rule: "china-origin" }, 'field "rule" is not known'],
    [
      "a number to withdraw",
      { sector: "ai", withdraw: 3 },
      'field "withdraw": must be the id of an acknowledgement',
    ],
    ["both at once", { ...valid, withdraw: "a3" }, 'fields "ack", "by", "reason" are not known'],
    ["a silence to lift as well", { ...valid, lift: "s3" }, 'field "lift" is not known'],
  ])("refuses %s in one sentence", (_sentence, payload, problem) => {
    const told = problemOf(payload);
    if (typeof problem === "string") expect(told).toBe(problem);
    else expect(told).toMatch(problem);
  });
});
