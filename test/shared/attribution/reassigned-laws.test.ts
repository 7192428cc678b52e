import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attribute } from "../../../shared/attribution/attribution.ts";
import { attributeCauses } from "../../../shared/attribution/cause-attribution.ts";
import { causedChanges } from "../../../shared/attribution/caused.ts";
import type { Evidence } from "../../../shared/attribution/evidence.ts";
import { noteReassigned, type Reassigned } from "../../../shared/imports/reassigned.ts";
import type { ImportRecord } from "../../../shared/imports/record.ts";
import type { Measure } from "../../../shared/policy/measure.ts";
import type { Position } from "../../../shared/supply/position.ts";
import { isInWindow } from "../../../shared/values/day.ts";
import { asMinor, toUnit } from "../../../shared/values/exposure.ts";
import type { Bound } from "../../../shared/values/interval.ts";
import { policyOf, ruleOf, suppliersOf, undatedListings } from "../../support/builders.ts";
import { positionOf, supplierOf } from "../../support/samples.ts";
import { assessedIn, basisIn, foldIn, recordOf, supplyNow, yearOf } from "../../support/supply-states.ts";

const THEN = "2026-07-24";
const NOW = "2026-08-20";
const OLD = "0msa0uhs0-00000a";
const SINCE = ["0msa0uhs0-00000b", "0msa0uhs0-00000c", "0msa0uhs0-00000d"];

/** A stored position, with the import that brought it. */
interface Stored extends Position {
  importId: string;
}

const contentArbitrary = fc.record({
  supplierId: fc.constantFrom("s0", "s1", "s2", null),
  originCountry: fc.constantFrom("CN", "US", null),
  item: fc.constantFrom("bess", "bess", "ups"),
  exposure: fc.constantFrom(100, 100, 250_000),
  date: fc.constantFrom(null, "2025-07-28", "2026-07-01", "2026-07-01", "2026-08-15"),
});
type Content = Pick<Position, "supplierId" | "originCountry" | "item" | "date"> & { exposure: number };

/** What an import says of some positions; of one that it does not know it says only another supplier. */
const importArbitrary = fc.dictionary(
  fc.constantFrom("p0", "p1", "p2", "p3", "p4"),
  fc.oneof(
    contentArbitrary,
    fc.record({ supplierId: fc.constantFrom("s0", "s1", "s2", null) }),
    fc.constant("gone" as const),
  ),
  { maxKeys: 5 },
);
const firstArbitrary = fc.dictionary(fc.constantFrom("p0", "p1", "p2", "p3"), contentArbitrary, {
  minKeys: 1,
});

type Stock = Map<string, Stored>;

function storedBy(positionId: string, content: Content, importId: string): Stored {
  return { ...positionOf({ positionId, ...content }), positionId, importId } as Stored;
}

/** Brings a file in, as the import does, and keeps its record. */
function bringIn(stock: Stock, file: Record<string, Partial<Content> | "gone">, id: string): ImportRecord {
  const sums = { byContent: new Map<string, Reassigned>() };
  const tookFrom = new Set<string | null>();
  for (const [positionId, said] of Object.entries(file)) {
    const before = stock.get(positionId);
    if (said === "gone") {
      if (before !== undefined) tookFrom.add(before.importId);
      stock.delete(positionId);
      continue;
    }
    const whole = {
      supplierId: "s0",
      originCountry: "CN",
      item: "bess",
      exposure: 100,
      date: null,
      ...before,
      ...said,
    };
    const after = storedBy(positionId, whole as Content, id);
    if (before !== undefined && isSame(before, after)) continue;
    if (before !== undefined) {
      tookFrom.add(before.importId);
      noteReassigned(sums, before, after, before.importId);
    }
    stock.set(positionId, after);
  }
  return { ...recordOf(id, [...tookFrom]), reassigned: [...sums.byContent.values()] };
}

function isSame({ importId: _, ...a }: Stored, { importId: __, ...b }: Stored): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const suppliers = [
  supplierOf({ supplierId: "s0", country: "CN" }),
  supplierOf({ supplierId: "s1", country: "CN", parentId: "s0", parentStake: 1 }),
  supplierOf({ supplierId: "s2", country: "US", parentId: null, parentStake: null }),
];
const editedSuppliers = suppliers.map((one) => (one.supplierId === "s2" ? { ...one, country: "CN" } : one));
const measures: Measure[] = [
  { kind: "share", of: { facet: "control", countries: ["CN"] } },
  { kind: "share", of: { facet: "origin", countries: ["CN"] } },
  { kind: "look-through", of: { countries: ["CN"] } },
  { kind: "hhi", facet: "supplier" },
  { kind: "hhi", facet: "owner" },
  { kind: "top", facet: "supplier", n: 1 },
  { kind: "unknown", facet: "supplier" },
];

describe.each(measures)("what imports reassigned: %j", (measure) => {
  it("adds up with all else, and is never more than what positions show", () => {
    const limits = measure.kind === "hhi" ? { above: { warning: 2500, critical: 6500 } } : {};
    const policy = policyOf({ rules: [ruleOf({ measure, ...limits })] });
    const [rule = ruleOf()] = policy.rules;
    const files = fc.tuple(importArbitrary, importArbitrary, importArbitrary);
    const bounds = fc.constantFrom<Bound>("lower", "upper");
    fc.assert(
      fc.property(
        firstArbitrary,
        files,
        fc.nat({ max: 1 }),
        fc.boolean(),
        bounds,
        (first, others, seen, isEdited, bound) => {
          const stock: Stock = new Map();
          bringIn(stock, first, OLD);
          const recordsSeen = others.slice(0, seen).map((file, at) => bringIn(stock, file, SINCE[at] ?? ""));
          const were = [...stock.values()];
          const records = others.slice(seen).map((file, at) => bringIn(stock, file, SINCE[at + seen] ?? ""));
          const are = [...stock.values()];
          const [then, now] = [
            { positions: were, suppliers, links: [] },
            { positions: are, suppliers: isEdited ? editedSuppliers : suppliers, links: [] },
          ];
          const { assessment } = assessedIn(then, THEN, policy);
          const found = assessedIn(now, NOW, policy).assessment.rules[0];
          const was = assessment.rules[0];
          const [before, after] = [was?.contributions, found?.contributions];
          const [from, to] = [was?.observed?.[bound], found?.observed?.[bound]];
          fc.pre(before != null && after != null && from != null && to != null);
          const evidence: Evidence = {
            policy,
            assessment,
            basis: basisIn(then, THEN),
            fold: foldIn(yearOf(NOW), are),
            foldThen: foldIn({ ...yearOf(THEN), comparedWith: yearOf(NOW) }, are),
            listings: undatedListings(suppliersOf(...now.suppliers)),
            asOf: NOW,
            windowDays: 365,
            windowEnd: NOW,
            supply: supplyNow(now, OLD),
            // Imports that ended while the earlier assessment read are among these as well.
            records: [...recordsSeen, ...records],
          };
          const inUnit = (exposure: number) => toUnit(asMinor(exposure), "USD");
          const caused = causedChanges(evidence, { rule, group: null }, bound, { before, after }, inUnit);
          if (caused === null) throw new Error("nothing explains it");
          const [start, end] = [
            { value: from, contributions: before },
            { value: to, contributions: after },
          ];
          const { moves, rest } = attributeCauses(measure, bound, start, end, caused);
          expect(moves.reduce((total, { delta }) => total + delta, rest)).toBeCloseTo(to - from, 6);
          expect(moves.every(({ added, removed }) => added >= 0 && removed >= 0)).toBe(true);
          const told = attribute(measure, bound, start, end, caused.reassigned);
          const parts = [...told.moves, ...told.reassigned].reduce((sum, { delta }) => sum + delta, 0);
          expect(parts + told.rest + told.spread).toBeCloseTo(to - from, 6);
          for (const move of told.reassigned) expectBorneOut(move, were, are);
          for (const { isBesides, exposure } of told.moves)
            if (isBesides) expect(exposure.before).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 400 },
    );
  });
});

/** A position that was X's in the earlier window, and is Y's in today's. */
function expectBorneOut(
  { supplier, positions, exposure }: ReturnType<typeof attribute>["reassigned"][number],
  were: Stored[],
  are: Stored[],
): void {
  const isCounted = ({ date }: Stored, day: string) => isInWindow(date, null, yearOf(day));
  const changed = were.flatMap((one) => {
    const now = are.find(({ positionId }) => positionId === one.positionId);
    if (now === undefined || !isCounted(one, THEN) || !isCounted(now, NOW)) return [];
    return now.item === one.item && now.date === one.date
      ? [{ one, now, least: Math.min(one.exposure, now.exposure) }]
      : [];
  });
  const pairs = supplier?.pairs ?? [];
  const own = changed.filter(({ one, now }) =>
    supplier === null
      ? one.supplierId === now.supplierId && one.originCountry !== now.originCountry
      : pairs.some(({ from, to }) => from === one.supplierId && to === now.supplierId),
  );
  expect(positions).toBeLessThanOrEqual(own.length);
  expect(exposure).toBeLessThanOrEqual(own.reduce((sum, { least }) => sum + least, 0) / 100 + 1e-9);
}

describe("a supplier that was merged into another one", () => {
  it("is told as such where nothing else happened, and moves all of the bound", () => {
    const measure: Measure = { kind: "hhi", facet: "supplier" };
    const policy = policyOf({ rules: [ruleOf({ measure, above: { critical: 2500 } })] });
    const [rule = ruleOf()] = policy.rules;
    const stock: Stock = new Map();
    const content = { originCountry: "CN", item: "bess", exposure: 100_000, date: "2026-07-01" };
    const ids = ["p0", "p1", "p2", "p3"];
    bringIn(
      stock,
      Object.fromEntries(ids.map((id, at) => [id, { ...content, supplierId: at < 2 ? "s0" : `s${at - 1}` }])),
      OLD,
    );
    const then = { positions: [...stock.values()], suppliers, links: [] };
    const record = bringIn(
      stock,
      { p0: { supplierId: "s1" }, p1: { supplierId: "s1", exposure: 60_000 } },
      SINCE[0] ?? "",
    );
    const now = { positions: [...stock.values()], suppliers, links: [] };
    const [was, is] = [assessedIn(then, THEN, policy).assessment, assessedIn(now, NOW, policy).assessment];
    const bounds = [was, is].map(({ rules: [found] }) => ({
      value: found?.observed?.lower ?? Number.NaN,
      contributions: found?.contributions ?? { keys: [], rest: null },
    }));
    const [start, end] = bounds as [(typeof bounds)[0], (typeof bounds)[0]];
    const evidence: Evidence = {
      policy,
      assessment: was,
      basis: basisIn(then, THEN),
      fold: foldIn(yearOf(NOW), now.positions),
      foldThen: foldIn({ ...yearOf(THEN), comparedWith: yearOf(NOW) }, now.positions),
      listings: undatedListings(suppliersOf(...suppliers)),
      ...{ asOf: NOW, windowDays: 365, windowEnd: NOW },
      supply: supplyNow(now, OLD),
      records: [record],
    };
    const between = { before: start.contributions, after: end.contributions };
    const inUnit = (exposure: number) => toUnit(asMinor(exposure), "USD");
    const caused = causedChanges(evidence, { rule, group: null }, "lower", between, inUnit);
    const told = attribute(measure, "lower", start, end, caused?.reassigned);
    expect(told.reassigned).toMatchObject([
      {
        supplier: { kind: "another", pairs: [{ from: "s0", to: "s1", exposure: 1600 }] },
        origin: null,
        positions: 2,
        exposure: 1600,
      },
    ]);
    expect(told.moves.map(({ key, kind, isBesides, exposure }) => [key, kind, isBesides, exposure])).toEqual([
      ["s0", "left", true, { before: 400, after: 0 }],
    ]);
    expect(caused?.exposures).toMatchObject([
      { added: 0, removed: 400, reassigned: { positions: 2, exposure: 1600 } },
    ]);
    // Without the record it is told as before: one left, another grew.
    const plain = causedChanges(
      { ...evidence, records: [recordOf(SINCE[0] ?? "", [OLD])] },
      { rule, group: null },
      "lower",
      between,
      inUnit,
    );
    expect(plain?.reassigned).toEqual([]);
    expect(plain?.exposures).toMatchObject([{ added: 1600, removed: 2000, reassigned: null }]);
  });
});
