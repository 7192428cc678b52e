import { describe, expect, it } from "vitest";
import { recompute } from "../../../functions/recompute/recompute.ts";
import { makeReport } from "../../../functions/report/report.ts";
import { newsOf } from "../../../shared/bulletin/news-of.ts";
import { composeEvents } from "../../../shared/bus/compose-events.ts";
import { policyText } from "../../../shared/policy/policy-hash.ts";
import { runbookProblem } from "../../../shared/policy/runbook.ts";
import { explainRule } from "../../../shared/text/rule-explained.ts";
import { assessed, foldOf, policyOf, ruleOf } from "../../support/builders.ts";
import { memoryPorts } from "../../support/memory.ts";
import { reading } from "../../support/reading.ts";
import { deploymentOf, supplyWith } from "../../support/samples.ts";
import { runAll, tell } from "../bulletin/telling.ts";

const ADDRESS =
  "https://wiki.example.com/spaces/battery-supply/what-to-do-when-too-much-is-made-in-one-country?view=on-call";
const withRunbook = (runbook: string) => policyOf({ rules: [ruleOf({ runbook })] });
const china = (share: number) => supplyWith(share * 10);

describe("the runbook of a rule", () => {
  it.each([
    ["an address", ADDRESS, null],
    ["a text", "Call the battery desk, extension 4711.", null],
    [
      "no address of https",
      "http://wiki",
      "must be an address that begins with https://, alone, or a text without an address",
    ],
    [
      "an address and more",
      "https://wiki.example.com and call",
      "must be an address alone, like https://wiki.example.com/batteries, or a text without an address",
    ],
    [
      "an address in a text",
      "See https://wiki.example.com",
      "must be an address that begins with https://, alone, or a text without an address",
    ],
    ["two lines", "Call.\nThen write.", "must be one line of visible characters"],
    ["a blank", " ", "must be one line of visible characters"],
    ["too much", "x".repeat(501), "has 501 characters, and 500 are the most"],
  ])("may be an https address alone or a line of text: %s", (_what, runbook, problem) => {
    expect(runbookProblem(runbook)).toBe(problem);
    const read = () => ruleOf({ runbook });
    if (problem === null) expect(read().runbook).toBe(runbook);
    else expect(read).toThrow();
  });

  it("stands first under what you can do, as an address that no line breaks", () => {
    const { text } = tell({ positions: china(30), policy: withRunbook(ADDRESS) });
    expect(text).toContain(`WHAT YOU CAN DO\n  Runbook:\n  ${ADDRESS}\n  To reach 25 %`);
  });

  it("stands there as a text, also where no move is known that helps", () => {
    const rule = ruleOf({ measure: { kind: "unknown", facet: "origin" }, above: { warning: 0.1 } });
    const policy = policyOf({ rules: [{ ...rule, runbook: "Call the desk." }] });
    const { text } = tell({ positions: china(30).map((one) => ({ ...one, originCountry: null })), policy });
    expect(text).toContain("WHAT YOU CAN DO\n  Runbook: Call the desk.\n");
  });

  it("is not told once the alert is over", () => {
    const policy = withRunbook("Call the desk.");
    const over = tell(
      { asOf: "2026-07-24", positions: china(30), policy },
      { asOf: "2026-07-31", positions: china(10), policy },
    );
    expect(over.subject).toMatch(/^\[RESOLVED\]/);
    expect(over.text).not.toContain("Call the desk.");
  });

  it("that is written or changed is no news, and no other policy", () => {
    const [without, written] = [policyOf(), withRunbook(ADDRESS)];
    expect(policyText(written)).toBe(policyText(without));
    const { bulletin } = runAll(
      { asOf: "2026-07-24", positions: china(30), policy: without },
      { asOf: "2026-07-31", positions: china(30), policy: written },
    );
    expect(bulletin).toBeNull();
  });

  it("is explained with its rule", () => {
    const policy = withRunbook(ADDRESS);
    expect(explainRule(policy.rules[0] ?? ruleOf(), policy)).toContainEqual({
      heading: "What to do",
      sentences: [ADDRESS],
    });
  });

  it("goes with each change of its alert on the bus, and a change of another rule has none", () => {
    const policy = policyOf({ rules: [ruleOf({ runbook: ADDRESS }), ruleOf({ id: "other" })] });
    const found = assessed({ fold: foldOf(china(30)), policy });
    const { decision } = runAll({ positions: china(30), policy });
    const news = newsOf(decision, found.assessment);
    const events = composeEvents({ policy, assessed: found, news, decision, bulletinId: "b", page: null });
    expect(events.map(({ detail: { rule, runbook } }) => [rule, runbook])).toEqual([
      ["china-origin", ADDRESS],
      ["other", undefined],
    ]);
  });

  it("is a link on the page", async () => {
    const policy = withRunbook(ADDRESS);
    const deployment = deploymentOf(policy);
    const ports = memoryPorts(china(30));
    await recompute({ asOf: "2026-07-31" }, ports, deployment);
    const { html } = await makeReport({}, reading(ports), deployment);
    expect(html.split(`<a href="${ADDRESS}" rel="noreferrer">`)).toHaveLength(3);
  });
});
