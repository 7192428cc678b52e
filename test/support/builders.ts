import { createHash } from "node:crypto";
import fc from "fast-check";
import type { Alert } from "../../shared/alerts/alert.ts";
import { type Assessed, assess } from "../../shared/assessment/assess.ts";
import type { Observation } from "../../shared/assessment/observation.ts";
import { type Simulation, type SimulationInput, simulate } from "../../shared/assessment/simulation.ts";
import type { RuleNews } from "../../shared/bulletin/news.ts";
import type { MissingImport } from "../../shared/imports/missing.ts";
import type { Refusal } from "../../shared/imports/refusal.ts";
import { type ListEntry, listEntrySchema } from "../../shared/policy/list-entry.ts";
import { type Listings, listingsOf } from "../../shared/policy/listings.ts";
import { type Policy, policySchema } from "../../shared/policy/policy.ts";
import { type Rule, ruleSchema } from "../../shared/policy/rule.ts";
import type { FacetTotals } from "../../shared/supply/facet-totals.ts";
import { emptyFold, type Fold } from "../../shared/supply/fold.ts";
import { type FoldedPosition, foldPositions } from "../../shared/supply/fold-positions.ts";
import type { Links } from "../../shared/supply/link.ts";
import { resolveOwnership } from "../../shared/supply/ownership.ts";
import type { Position } from "../../shared/supply/position.ts";
import { type Scope, scopesOf } from "../../shared/supply/scope.ts";
import type { Supplier, Suppliers } from "../../shared/supply/supplier.ts";
import { type Window, windowEnding } from "../../shared/values/day.ts";
import { asMinor } from "../../shared/values/exposure.ts";
import type { Interval } from "../../shared/values/interval.ts";
import { problemSentence } from "../../shared/values/problem.ts";
import { positionOf, supplierOf } from "./samples.ts";

export const AS_OF = "2026-07-31";

/** The year that ends with `AS_OF`. */
export const YEAR = windowEnding(AS_OF, 365);

/** SHA-256 in hexadecimal, as the functions use it. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** China's share of manufacture, warning above 25 %, critical above 65 %. With `below`, it has no `above`. */
export function ruleOf(overrides: Partial<Rule> = {}): Rule {
  return ruleSchema.parse({
    id: "china-origin",
    title: "Made in China",
    measure: { kind: "share", of: { facet: "origin", countries: ["CN"] } },
    ...(overrides.below === undefined ? { above: { warning: 0.25, critical: 0.65 } } : {}),
    why: "One country should not hold that much.",
    source: "A test",
    ...overrides,
  });
}

/** A policy of the AI sector in USD over a year, with `ruleOf()` as its only rule. */
export function policyOf(overrides: Partial<Policy> = {}): Policy {
  return policySchema.parse({
    sector: "ai",
    label: "AI",
    title: "AI, data-centre batteries",
    unit: "USD",
    rules: [ruleOf()],
    ...overrides,
  });
}

/** 191 of 500 rows of `positions.csv` in the AI sector, refused for their country. */
export function refusalOf(overrides: Partial<Refusal> = {}): Refusal {
  return {
    schemaVersion: 1,
    sector: "ai",
    kind: "positions",
    file: "positions.csv",
    rows: 191,
    rowsAtLeast: false,
    of: 500,
    exposure: asMinor(12_345_678_90),
    exposureAtLeast: true,
    reasons: [{ reason: 'originCountry: "China (PRC)" is not a country', rows: 191 }],
    since: "2026-07-30",
    digest: "d1",
    ...overrides,
  };
}

/** The fold of positions over a year. */
export function foldOf(positions: Iterable<FoldedPosition>, unreadable = 0, window = YEAR): Fold {
  const fold = { ...emptyFold(), unreadable };
  foldPositions(fold, positions, window);
  return fold;
}

/** Suppliers by their id. */
export function suppliersOf(...suppliers: Supplier[]): Suppliers {
  return new Map(suppliers.map((supplier) => [supplier.supplierId, supplier]));
}

/** The scope of a whole sector, of which no supply graph is known. */
export function sectorScope(positions: Position[], suppliers: Suppliers = new Map()): Scope {
  return scopesOf(foldOf(positions), { ownership: resolveOwnership(suppliers, 0.5), nodeOf: new Map() })
    .sector;
}

/** An entry of the list 1260h: a Chinese maker, on it from 2026-06-08. */
export function entryOf(overrides: Partial<ListEntry> = {}): ListEntry {
  const fields = { list: "1260h", entity: "Maker Co., Limited", names: ["MKR"], country: "CN" };
  return listEntrySchema.parse({
    ...fields,
    from: "2026-06-08",
    status: overrides.to == null ? "listed" : "removed",
    source: "A test",
    ...overrides,
  });
}

/** Listings by the rows of suppliers alone: who is on a list there is on it on every day. */
export function undatedListings(suppliers: Suppliers): Listings {
  return listingsOf(suppliers, { lists: new Map(), entries: [] });
}

/** What may be given to `assessed`; the rest is an empty supply over a year under `policyOf()`. */
export interface Supply {
  fold?: Fold;
  foldsBefore?: ReadonlyMap<number, Fold>;
  suppliers?: Suppliers;
  listings?: Listings;
  links?: Links;
  policy?: Policy;
  window?: Window;
  refusals?: Refusal[];
  missing?: MissingImport[];
  digest?: (text: string) => string;
}

/** The assessment of a supply, with what its rules observed. */
export function assessed(supply: Supply): Assessed {
  const nobody = { suppliers: new Map(), links: new Map(), foldsBefore: new Map() };
  const defaults = { ...nobody, fold: emptyFold(), policy: policyOf(), window: YEAR, digest };
  const listings = undatedListings(supply.suppliers ?? nobody.suppliers);
  return assess({ ...defaults, listings, ...supply, version: "0.1.0" });
}

/** What comes of a what-if in a supply, where it can be asked. */
export function simulated(given: Partial<SimulationInput>): Simulation {
  const simulation = simulate(simulationInputOf(given));
  if ("problem" in simulation) throw new Error(problemSentence(simulation.problem));
  return simulation;
}

/** A what-if in an empty supply over a year under `policyOf()`, unless something else is given. */
export function simulationInputOf(given: Partial<SimulationInput>): SimulationInput {
  const nobody = { suppliers: new Map(), links: new Map(), foldsBefore: new Map() };
  return { ...nobody, fold: emptyFold(), policy: policyOf(), window: YEAR, ...given };
}

/** What a rule observed, without what explains it. */
export function observationOf(
  rule: Rule,
  observed: Interval | null,
  group: string | null = null,
): Observation {
  const nothing = { contributions: null, inflow: [], chains: [], remedy: null };
  return { rule, group, observed, isBelowFloor: false, exposure: null, ...nothing };
}

/** A run about which nothing is special: complete data, no silence, no acknowledgement, no floor before. */
export const plainRun = {
  incomplete: false,
  isRepeat: false,
  isFirstLook: false,
  floorBefore: null,
  asOf: AS_OF,
  silence: null,
  acknowledgement: null,
};

/** Exposure by key, in minor units. */
export function totalsOf(known: Record<string, number>, unknown = 0): FacetTotals {
  const total = Object.values(known).reduce((sum, exposure) => sum + exposure, unknown);
  const optional = { known: new Map<string, number>(), unknown: 0, total: 0 };
  return { known: new Map(Object.entries(known)), unknown, total, groups: [], optional };
}

/** An open alert of `ruleOf()`: 30 % on 2026-07-24, at warning since 2026-06-12. */
export function alertOf(overrides: Partial<Alert> = {}): Alert {
  const { id: rule, title, measure } = ruleOf();
  return {
    rule,
    group: null,
    title,
    measure,
    side: "above",
    by: null,
    level: "warning",
    limit: 0.25,
    since: "2026-06-12",
    atFirstLook: false,
    pendingRuns: 0,
    recentLevels: [],
    lastNotified: {
      level: overrides.level === "critical" || overrides.level === "possible" ? overrides.level : "warning",
      asOf: "2026-07-24",
      limits: { warning: 0.25, critical: 0.65 },
    },
    wasSilenced: false,
    limits: { warning: 0.25, critical: 0.65 },
    observed: { lower: 0.3, upper: 0.3 },
    observedAsOf: "2026-07-24",
    ...overrides,
  };
}

/** The news that `ruleOf()` was raised at 30 %. */
export function ruleNewsOf(overrides: Partial<RuleNews> = {}): RuleNews {
  const { id: rule, title, measure } = ruleOf();
  return {
    scope: "rule",
    rule,
    group: null,
    groupTitle: overrides.group ?? null,
    title,
    event: "raised",
    level: "warning",
    was: "none",
    since: AS_OF,
    isFirstLook: false,
    isFirstFigure: false,
    shownSince: null,
    measure,
    observed: { lower: 0.3, upper: 0.3 },
    isWithheld: false,
    limit: 0.25,
    side: "above",
    atLimit: false,
    margin: 0,
    limitsBefore: null,
    before: null,
    change: null,
    reason: "crossed-limit",
    floor: null,
    reachedFloor: null,
    acknowledgement: null,
    hiddenBy: null,
    ...overrides,
  };
}

const SUPPLIER_IDS = ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"];
const COUNTRIES = ["CN", "JP", "KR", "US"];
const countryArbitrary = fc.option(fc.constantFrom(...COUNTRIES));

/** Positions of few suppliers and items, so that they meet in cells; some undated, some outside the window. */
const positionArbitrary: fc.Arbitrary<Position> = fc
  .record({
    supplierId: fc.option(fc.constantFrom(...SUPPLIER_IDS)),
    item: fc.constantFrom("bess", "ups-lithium", "radio-battery"),
    originCountry: countryArbitrary,
    program: fc.constantFrom("IAD-12", null),
    exposure: fc.integer({ min: 0, max: 1_000_000_000_00 }),
    date: fc.option(fc.constantFrom("2025-07-31", "2025-08-01", "2026-07-15", AS_OF, "2026-08-01")),
    source: fc.constantFrom("test", "illustrative: made up", null),
  })
  .map(positionOf);
export const positionsArbitrary = fc.array(positionArbitrary, { maxLength: 30 });

/** A supplier with the given id whose parent is anyone, itself included, or has no row. */
function supplierArbitrary(supplierId: string): fc.Arbitrary<Supplier> {
  return fc
    .record({
      country: countryArbitrary,
      parentId: fc.option(fc.constantFrom(...SUPPLIER_IDS, "no-such-row")),
      parentStake: fc.option(fc.constantFrom(0, 0.25, 0.49, 0.5, 0.51, 1)),
      lists: fc.subarray(["ndaa-154", "1260h"]),
    })
    .map((fields) => supplierOf({ supplierId, ...fields }));
}

/** Some of the suppliers that positions name, with chains, rings and missing rows among them. */
export const suppliersArbitrary: fc.Arbitrary<Suppliers> = fc
  .tuple(...SUPPLIER_IDS.map((id) => fc.option(supplierArbitrary(id))))
  .map((rows) => suppliersOf(...rows.filter((row) => row !== null)));

export const foldArbitrary: fc.Arbitrary<Fold> = fc
  .tuple(positionsArbitrary, fc.nat({ max: 3 }))
  .map(([positions, unreadable]) => foldOf(positions, unreadable));

/** Totals of a facet that has exposure; with `unknown` of 0 everything is known. */
export function totalsArbitrary(
  unknown: fc.Arbitrary<number> = fc.nat({ max: 1_000_000_000 }),
): fc.Arbitrary<FacetTotals> {
  const exposures = fc.array(fc.integer({ min: 1, max: 1_000_000_000 }), { minLength: 1, maxLength: 12 });
  return fc
    .tuple(exposures, unknown)
    .map(([known, rest]) => totalsOf(Object.fromEntries(known.map((e, index) => [`k${index}`, e])), rest));
}
