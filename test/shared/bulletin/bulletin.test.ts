import { describe, expect, it } from "vitest";
import { bulletinSchema } from "../../../shared/bulletin/bulletin.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import type { Policy } from "../../../shared/policy/policy.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { positionOf, supplierOf, supplyWith } from "../../support/samples.ts";
import { type Run, runAll, tell } from "./telling.ts";

function manyRules(count: number, effectiveFrom?: string): Policy {
  const rules = Array.from({ length: count }, (_, index) => ({
    ...ruleOf({ title: `Made in China, rule ${index}`.padEnd(60, ".") }),
    id: `china-${index}`,
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
  }));
  // More than a policy may have: an earlier version took any number.
  return { ...policyOf(), rules: [...rules, ruleOf({ id: "last" })] };
}

/** Suppliers with long names in rings of `size`, each owned by the next. */
function rings(count: number, size: number): Supplier[] {
  const id = (ring: number, member: number) => `${"ring".repeat(10)}-${ring}-${member}`;
  return Array.from({ length: count * size }, (_, index) => {
    const [ring, member] = [Math.floor(index / size), index % size];
    const parentId = id(ring, (member + 1) % size);
    return supplierOf({ supplierId: id(ring, member), parentId, parentStake: 1 });
  });
}

function soldBy(suppliers: Supplier[]): Run {
  const positions = suppliers.map(({ supplierId }) => positionOf({ supplierId, originCountry: "CN" }));
  return { positions, suppliers };
}

const kilobytes = (bulletin: unknown) => Buffer.byteLength(JSON.stringify(bulletin)) / 1000;

describe("a bulletin", () => {
  it("is not written without news", () => {
    expect(runAll({ positions: supplyWith(100) }).bulletin).toBeNull();
    expect(runAll({ positions: supplyWith(300) }, { positions: supplyWith(310) }).bulletin).toBeNull();
  });

  it("of 1,000 news lists as many events as have room, counts the others, and is less than 100 kB", () => {
    const bulletin = tell({ positions: supplyWith(300), policy: manyRules(999) });
    expect(bulletin.events.length).toBeGreaterThan(80);
    expect(bulletin.events.length + bulletin.moreEvents).toBe(1000);
    expect(bulletin.subject).toBe("[WARNING] AI: 30% of supply made in China (limit 25%), 999 more");
    expect(bulletin.text).toContain("and 979 more");
    expect(kilobytes(bulletin)).toBeLessThan(100);
  });

  it.each<[string, Run]>([
    ["1,000 rules that look ahead", { positions: supplyWith(300), policy: manyRules(1000, "2027-01-01") }],
    ["5,000 suppliers that own themselves", soldBy(rings(5000, 1))],
    ["a ring of 5,000 suppliers that own each other", soldBy(rings(1, 5000))],
  ])("is less than 100 kB with %s", (_name, run) => {
    expect(kilobytes(tell(run))).toBeLessThan(100);
  });

  it("survives being stored as JSON", () => {
    const bulletin = tell({ positions: supplyWith(300) });
    expect(bulletinSchema.parse(JSON.parse(JSON.stringify(bulletin)))).toEqual(bulletin);
  });

  it("has an id of its own in each version of the ledger", () => {
    const swinging: Run[] = [300, 100, 300].map((chinese) => ({ positions: supplyWith(chinese) }));
    const ids = swinging.map((_, index) => tell(...swinging.slice(0, index + 1)).id);
    expect(new Set(ids).size).toBe(3);
  });

  it("tells machines what happened to which rule", () => {
    const { events, level } = tell({ positions: supplyWith(300) }, { positions: supplyWith(700) });
    const observed = { lower: 0.7, upper: 0.7 };
    const event = { event: "worsened", rule: "china-origin", group: null, level: "critical" };
    const reason = "went to a higher level";
    expect(events).toEqual([{ ...event, observed, limit: 0.65, limitsBefore: null, reason }]);
    expect(level).toBe("critical");
  });

  it("tells machines that it happened to the sector and to no rule", () => {
    const { events, level } = tell({ positions: [] });
    const nothing = { rule: null, group: null, observed: null, limit: null, limitsBefore: null };
    const reason = "no purchase in the last 365 days";
    expect(events).toEqual([{ event: "no-data", level: "possible", ...nothing, reason }]);
    expect(level).toBe("possible");
  });

  it("gives no upper bound where there is none", () => {
    const rule = ruleOf({ measure: { kind: "effective", facet: "owner" }, below: { warning: 3 } });
    const positions = [positionOf({ supplierId: null })];
    const { events, subject } = tell({ positions, policy: policyOf({ rules: [rule] }) });
    expect(events).toMatchObject([{ observed: { lower: 1, upper: null } }]);
    expect(subject).toBe("[POSSIBLE] AI: down to 1.0 equal owners in effect (minimum 3)");
  });

  it("puts bad news first, the worst of it at the top, and relief last", () => {
    const before = policyOf({
      rules: [
        ruleOf({ id: "resolves", above: { warning: 0.25, critical: 0.28 } }),
        ruleOf({ id: "eases", measure: share("JP"), above: { warning: 0.5, critical: 0.65 } }),
      ],
    });
    const after = policyOf({
      rules: [
        ruleOf({ id: "resolves", above: { critical: 0.9 } }),
        ruleOf({ id: "eases", measure: share("JP"), above: { warning: 0.5, critical: 0.9 } }),
        ruleOf({ id: "warns", above: { warning: 0.2 } }),
        ruleOf({ id: "alarms", above: { critical: 0.2 } }),
      ],
    });
    const positions = supplyWith(300);
    const { events } = tell({ positions, policy: before }, { positions, policy: after });
    expect(events.map(({ rule }) => rule)).toEqual(["alarms", "warns", "eases", "resolves"]);
  });
});

function share(country: string): Measure {
  return { kind: "share", of: { facet: "origin", countries: [country] } };
}
