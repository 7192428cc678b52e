import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBroken } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { readPolicies } from "../../shared/policy/read-policies.ts";
import { runAll } from "../shared/bulletin/telling.ts";
import { AS_OF } from "../support/builders.ts";
import { cases } from "../support/cases.ts";
import { CASES, expectSentence, hostileJson, mutated } from "../support/hostile.ts";
import { positionOf, supplierOf } from "../support/samples.ts";
import { shipped } from "../support/shipped-policies.ts";

const positions = [
  positionOf({ originCountry: "CN", program: "IAD-12" }),
  positionOf({ supplierId: "other", originCountry: null, item: "ups-lithium" }),
];
const suppliers = [supplierOf({ parentId: "other", parentStake: 0.6 })];
const links = [
  { supplierId: "maker", input: "cells", upstreamId: "other", originCountry: null, share: 0.5, source: null },
];

/** Numbers at the ends of what a limit may be. */
const number = fc.constantFrom(
  0,
  -0,
  1,
  -1,
  0.5,
  1e-320,
  1e-9,
  0.999999999999,
  10_000,
  1e6,
  1e21,
  3660,
  36_525,
);
const anyShipped = fc.constantFrom(...shipped.values());
/** A shipped policy with other numbers in its rules. */
const renumbered = fc
  .tuple(
    anyShipped,
    fc.nat(),
    fc.array(number, { minLength: 6, maxLength: 6 }),
    fc.constantFrom("0001-01-01", AS_OF, "9999-12-31"),
  )
  .map(([policy, at, [a = 0, b = 0, margin = 0, runs = 1, days = 1, stake = 1], effectiveFrom]) => {
    const rules = policy.rules.map((rule, index) => {
      if (index !== at % policy.rules.length) return rule;
      const side = rule.above === undefined ? "below" : "above";
      return {
        ...rule,
        [side]: { warning: a, critical: b },
        margin,
        for: runs,
        remindEveryDays: days,
        effectiveFrom,
      };
    });
    return { ...policy, rules, windowDays: days, controlStake: stake };
  });

/** What a file would hold of a document; no file holds one that is part of itself. */
function textOf(document: unknown): string {
  try {
    return JSON.stringify(document) ?? "";
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    fc.pre(false);
    throw error;
  }
}

/** The policy in a file that holds the document; `null` where it is refused, in one sentence. */
function readOrRefuse(document: unknown): Policy | null {
  const sector = (document as { sector?: unknown } | null)?.sector;
  const file = `${typeof sector === "string" ? sector : "ai"}.json`;
  const [policy] = readPolicies([{ file, text: textOf(document) }]).values();
  if (policy === undefined) throw new Error("the file was passed over");
  if (!isBroken(policy)) return policy;
  expectSentence(policy.problem);
  return null;
}

describe("whatever the policy, it is read or refused in one sentence, and what is read decides:", () => {
  it.each<[string, fc.Arbitrary<unknown>, number]>([
    ["any JSON", hostileJson, CASES / 2],
    ["a shipped policy with changes", mutated(anyShipped), CASES / 4],
    ["a shipped policy with other numbers", renumbered, CASES / 4],
  ])("%s", (_name, documents, full) => {
    fc.assert(
      fc.property(documents, (document) => {
        const policy = readOrRefuse(document);
        if (policy === null) return;
        const run = { positions, suppliers, links, policy };
        const { bulletin } = runAll({ ...run, asOf: "2026-07-24" }, run);
        expect(bulletin?.subject ?? "[").toMatch(/^\[[\x20-\x7e]{0,98}$/);
      }),
      cases(full),
    );
  });
});
