import { expect, it } from "vitest";
import type { Measure, MeasureOf } from "../../../shared/policy/measure.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { openValueOf } from "../../../shared/unknowns/open-values.ts";
import { outlookOf } from "../../../shared/unknowns/outlook.ts";
import { decidedBy } from "../../../shared/unknowns/rank-unknowns.ts";
import { ruleOf } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { seenBefore } from "../../support/supply-worlds.ts";

// A day in the window of 30 days before only, in both, and in the window of today only.
const [THEN, BOTH, NOW] = ["2025-07-15", "2026-01-15", "2026-07-15"];

type Changing = MeasureOf<"change">["of"];
const CONTROLLED: Changing = { kind: "share", of: { facet: "control", countries: ["CN"] } };
const MADE: Changing = { kind: "share", of: { facet: "origin", countries: ["CN"] } };
const STOPS: Changing = { kind: "look-through", of: { countries: ["CN"] } };

/** What one sells on a day, of which nothing is known but what is given; and what Japan sells and makes. */
const sold = (
  supplierId: string | null,
  exposure: number,
  date: string,
  originCountry: string | null = "JP",
) =>
  positionOf({ positionId: `${supplierId} ${exposure} ${date}`, supplierId, exposure, date, originCountry });
const japan = (exposure: number, date: string) => sold("japan", exposure, date);
const JAPAN = supplierOf({ supplierId: "japan", country: "JP", inputs: "none" });

function decided(of: Changing, positions: Position[], asked: string | null, rows: Supplier[] = []) {
  const measure: Measure = { kind: "change", of, days: 30 };
  const rule = ruleOf({ measure, above: { warning: of.kind === "hhi" ? 1000 : 0.2 } });
  const world = { suppliers: [JAPAN, ...rows], links: [], positions };
  const open = openValueOf(rule, null, seenBefore(world, 30));
  if (open === null) throw new Error("not computed");
  const found = decidedBy(
    open,
    open.unknowns.filter((one) => one.asked === asked),
  );
  return { now: open.now, ...found, outlook: outlookOf(rule, open.now, found) };
}

const near = (value: number) => expect.closeTo(value, 9);
const between = (lower: number, upper = lower) => ({ lower: near(lower), upper: near(upper) });

it("who owns a supplier is the same in both windows", () => {
  const positions = [sold("it", 60, THEN), japan(40, THEN), sold("it", 20, NOW), japan(80, NOW)];
  expect(decided(CONTROLLED, positions, "it")).toMatchObject({
    ...{ now: between(-0.4, 0), decidesLeast: near(0.4), decides: near(0.4), isReached: true },
    ...{ ifSmallest: between(-0.4), ifLargest: between(0) },
  });
});

it("what was sold then and what is sold now may be made in different places", () => {
  const positions = [sold("it", 50, THEN, null), japan(50, THEN), sold("it", 50, NOW, null), japan(50, NOW)];
  expect(decided(MADE, positions, "it")).toMatchObject({
    ...{ now: between(-0.5, 0.5), decidesLeast: near(1), decides: near(1) },
    ...{ ifSmallest: between(-0.5), ifLargest: between(0.5) },
  });
});

it("a position in both windows is made in one place", () => {
  const positions = [sold("it", 100, BOTH, null), japan(100, BOTH), japan(200, NOW)];
  expect(decided(MADE, positions, "it")).toMatchObject({ now: between(-0.25, 0), decides: near(0.25) });
});

it("an answer about a change may clear an alert or raise it", () => {
  const positions = [japan(100, THEN), sold("it", 40, NOW), japan(60, NOW)];
  for (const changing of [CONTROLLED, STOPS])
    expect(decided(changing, positions, "it")).toMatchObject({
      ...{ now: between(0, 0.4), decides: near(0.4), isReached: true },
      outlook: { better: "none", worse: "warning" },
    });
});

it("where a supplier may turn out to belong to another one, only a bound is known", () => {
  const positions = [sold("it", 50, NOW), japan(50, NOW), sold("parent", 50, THEN), japan(50, THEN)];
  const seller = supplierOf({ supplierId: "it", country: "JP", parentId: "parent", parentStake: null });
  expect(decided(CONTROLLED, positions, "it", [seller])).toMatchObject({
    ...{ now: between(-0.5, 0.5), decidesLeast: 0, decides: near(1), isReached: false },
    outlook: { better: null, worse: null },
  });
});

it("of two whose answers pull in different ways, a look-through tells a bound", () => {
  // Both depend on `maker`: if it is safe, what one sells now adds nothing; if not, what the other sold then takes most away.
  const link = (supplierId: string) => {
    return { supplierId, input: "cells", upstreamId: "maker", originCountry: null, share: 1, source: null };
  };
  const measure: Measure = { kind: "change", of: STOPS, days: 30 };
  const rows = ["one", "other"].map((supplierId) => supplierOf({ supplierId, country: "JP" }));
  const positions = [sold("one", 40, NOW), japan(60, NOW), sold("other", 30, THEN), japan(70, THEN)];
  const world = { suppliers: [JAPAN, ...rows], links: [link("one"), link("other")], positions };
  const open = openValueOf(ruleOf({ measure }), null, seenBefore(world, 30));
  if (open === null) throw new Error("not computed");
  const maker = open.unknowns.filter((one) => one.asked === "maker");
  expect(open.now).toEqual(between(-0.3, 0.4));
  expect(decidedBy(open, maker)).toMatchObject({
    ...{ decidesLeast: 0, decides: near(0.7), isReached: false },
    ...{ ifSmallest: { upper: near(-0.3) }, ifLargest: { lower: near(0.4) } },
  });
});

it("answers move the change of an unknown share up or down", () => {
  const positions = [sold("it", 60, THEN), japan(40, THEN), sold("it", 20, NOW), japan(80, NOW)];
  expect(decided({ kind: "unknown", facet: "owner" }, positions, "it")).toMatchObject({
    ...{ now: between(-0.4), decidesLeast: near(0.4), decides: near(0.4), isReached: true },
    ...{ ifSmallest: between(0), ifLargest: between(0) },
  });
});

it("of a concentration it is a bound, and nothing is said of the alert", () => {
  const positions = [japan(100, THEN), sold("it", 5, NOW), japan(95, NOW)];
  const found = decided({ kind: "hhi", facet: "owner" }, positions, "it");
  expect(found).toMatchObject({ decidesLeast: 0, isReached: false, outlook: { better: null, worse: null } });
  expect(found.decides).toBeLessThanOrEqual(found.now.upper - found.now.lower);
});

it("nothing is open where both windows have the same positions", () => {
  const positions = [sold("it", 60, BOTH, null), sold(null, 40, BOTH)];
  expect(decided(MADE, positions, "it")).toMatchObject({ now: between(0), decides: 0 });
});
