import { describe, expect, it } from "vitest";
import { messageOf } from "../../../../shared/bulletin/message.ts";
import { topicMessage } from "../../../../shared/bulletin/topic-message.ts";
import type { Policy } from "../../../../shared/policy/policy.ts";
import { seenLength } from "../../../../shared/values/one-line.ts";
import { goods } from "../../../support/beside.ts";
import { policyOf, ruleOf } from "../../../support/builders.ts";
import { flat, tell } from "../telling.ts";

const benchmark = { sector: "imports" };
const OURS = goods(["bess", "CN", 57], ["bess", "JP", 43]);
const THEIRS = goods(["bess", "CN", 28], ["bess", "KR", 72]);

const textBeside = (policy: Policy, market = THEIRS) => tell({ positions: OURS, policy, market }).text;
const of = { countries: ["CN"] };

describe("an e-mail about a sector with a benchmark", () => {
  it("says how much is made there here, and in the market on its own days", () => {
    const text = textBeside(policyOf({ benchmark }));
    expect(flat(text)).toContain(
      "BESIDE THE MARKET Made in China: 57.0 % of our bess (USD 100, last 365 days). Imports of the country: 28.0 % (USD 100, 365 days to 31 Jul 2026).",
    );
    const lines = text.slice(0, text.indexOf("\nCOMMANDS\n")).split("\n");
    expect(lines.filter((line) => seenLength(line) > 60)).toEqual([]);
  });

  it("is sent without a place where a phone would break a figure", () => {
    const bulletin = tell({ positions: OURS, policy: policyOf({ benchmark }), market: THEIRS });
    const { email } = JSON.parse(topicMessage(messageOf(bulletin)).body) as { email: string };
    const [, section = ""] = /BESIDE THE MARKET\n([\s\S]*?)\n\n/.exec(email) ?? [];
    expect(section).toContain("Made in China");
    expect(section).not.toMatch(/\b(USD|HHI) \d|\d (%|[kMB]\b|days?\b)|\d (Jul|Aug) 20/);
  });

  it("says neither that it is above nor below the market", () => {
    const [, section = ""] =
      /BESIDE THE MARKET\n([\s\S]*?)\n\n/.exec(textBeside(policyOf({ benchmark }))) ?? [];
    expect(section).not.toMatch(/above|below|more|less|over|under|than/i);
  });

  it("compares the first of its rules that can be compared", () => {
    const rules = [
      ruleOf({ id: "owners", measure: { kind: "hhi", facet: "owner" }, above: { warning: 1000 } }),
      ruleOf({ id: "direct", measure: { kind: "direct", of } }),
      ruleOf({ id: "hhi", measure: { kind: "hhi", facet: "origin" }, above: { warning: 1000 } }),
      ruleOf({ id: "two", measure: { kind: "top", facet: "origin", n: 1 } }),
    ];
    const text = textBeside(policyOf({ benchmark, rules }));
    expect(text.match(/Imports of the country/g)).toHaveLength(1);
    expect(flat(text)).toContain("BESIDE THE MARKET Made in China: 57.0 %");
  });

  it("compares nothing beside a rule about owners", () => {
    const rules = [ruleOf({ measure: { kind: "hhi", facet: "owner" }, above: { warning: 1000 } })];
    expect(textBeside(policyOf({ benchmark, rules }))).not.toContain("BESIDE THE MARKET");
  });

  it("says why there is nothing to compare with", () => {
    expect(flat(textBeside(policyOf({ benchmark }), []))).toContain(
      "BESIDE THE MARKET Not compared with Imports of the country: it has nothing in its window.",
    );
  });

  it("compares nothing in news about the whole sector", () => {
    const policy = policyOf({ benchmark });
    const { text } = tell({ positions: OURS, policy }, { positions: [], policy, market: THEIRS });
    expect(text).not.toContain("BESIDE THE MARKET");
  });
});
