import type { Assessment } from "./assessment.ts";
import { measureScope } from "./assessment.ts";
import type { Window } from "./calendar.ts";
import { canonicalFold, type Fold } from "./fold.ts";
import type { Interval } from "./interval.ts";
import { countriesNamed, observe } from "./measure.ts";
import { resolveOwnership, withParents } from "./ownership.ts";
import type { Policy, Rule } from "./policy.ts";
import { type Scope, scopesOf } from "./scope.ts";
import type { Supplier, Suppliers } from "./supplier.ts";

/** Everything an assessment depends on. `digest` turns text into a short hexadecimal hash. */
export interface AssessmentInput {
  policy: Policy;
  fold: Fold;
  suppliers: Suppliers;
  window: Window;
  version: string;
  digest: (text: string) => string;
}

/** What a rule found. `observed` is `null` when its scope has no exposure. */
export interface Observation {
  rule: Rule;
  group: string | null;
  observed: Interval | null;
}

/** Measures a sector and observes each of its rules. */
export function assess(input: AssessmentInput): { assessment: Assessment; observations: Observation[] } {
  const { policy, fold, suppliers, window, version, digest } = input;
  const ownership = resolveOwnership(suppliers, policy.controlStake);
  const scopes = scopesOf(fold, ownership);
  const [sectorScope] = scopes;
  const countries = countriesOf(scopes, policy);
  const inputHash = digest(canonicalFold(fold) + canonicalSuppliers(fold, suppliers));
  const policyHash = digest(JSON.stringify(policy));
  const { asOf, windowDays } = window;
  const identity = digest([inputHash, policyHash, asOf, windowDays, version].join("\n")).slice(0, 12);
  const assessment: Assessment = {
    id: `${policy.sector}-${asOf}-${identity}`,
    sector: policy.sector,
    asOf,
    unit: policy.unit,
    windowDays,
    positions: fold.positions,
    newestDate: fold.newestDate,
    incomplete: fold.unreadable > 0,
    unreadable: fold.unreadable,
    illustrative: fold.exposure === 0 ? 0 : fold.illustrative / fold.exposure,
    ownershipCycles: ownership.cycles(),
    inputHash,
    policyHash,
    version,
    scopes: scopes.map((scope) => measureScope(scope, { unit: policy.unit, suppliers, countries })),
  };
  const observations = policy.rules.map((rule) => ({
    rule,
    group: null,
    observed: sectorScope === undefined ? null : observe(sectorScope, rule.measure),
  }));
  return { assessment, observations };
}

/** Every country that goods are made in or controlled from, and every one that a rule names. */
function countriesOf(scopes: Scope[], { rules }: Policy): string[] {
  const seen = scopes.flatMap(({ facets: { origin, control } }) => [
    ...origin.known.keys(),
    ...control.known.keys(),
  ]);
  return [...new Set([...seen, ...rules.flatMap(({ measure }) => countriesNamed(measure))])].sort();
}

function canonicalSuppliers(fold: Fold, suppliers: Suppliers): string {
  const ids = [...fold.cells.values()].flatMap(({ supplierId }) => supplierId ?? []);
  return JSON.stringify(withParents(ids, suppliers).map(canonicalSupplier));
}

function canonicalSupplier({ supplierId, name, country, parentId, parentStake, lists }: Supplier): unknown[] {
  return [supplierId, name, country, parentId, parentStake, [...lists].sort()];
}
