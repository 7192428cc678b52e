import { effectiveNumber, herfindahl, topShare, unknownShare } from "./concentration.ts";
import { countryName } from "./country-name.ts";
import { directDependency } from "./dependency.ts";
import { toUnit, type Unit } from "./exposure.ts";
import { type Bounds, type Interval, toBounds } from "./interval.ts";
import { type Facet, type FacetTotals, facets, type Scope } from "./scope.ts";
import type { Suppliers } from "./supplier.ts";

/** One key of a facet: a supplier, an owner or a country. `exposure` is in the assessment's unit. */
export interface KeyShare {
  key: string;
  name: string;
  exposure: number;
  share: number;
}

/** What is measured in one facet. `effective.upper` is `null` when nothing is known and it has no bound. */
export interface FacetMeasures {
  unknown: number;
  hhi: Interval;
  effective: Bounds;
  top: Record<"1" | "3" | "4", Interval>;
  /** Every known key, largest share first. */
  keys: KeyShare[];
}

/** A scope without exposure: it has no measures, which is not the same as measures of 0. */
export interface EmptyScope {
  item: string | null;
  exposure: 0;
  empty: true;
}

export interface MeasuredScope {
  item: string | null;
  exposure: number;
  facets: Record<Facet, FacetMeasures>;
  /** By country: the share made there or controlled from there. */
  direct: Record<string, Interval>;
}

export type ScopeMeasures = EmptyScope | MeasuredScope;

/**
 * What one recompute found: immutable, and the same for the same input. Exposures are in `unit`, shares are
 * fractions, numbers are not rounded. `id` is a digest of everything that the measures depend on.
 */
export interface Assessment {
  id: string;
  sector: string;
  asOf: string;
  unit: Unit;
  windowDays: number;
  positions: number;
  newestDate: string | null;
  /** Some stored rows could not be read: the assessment may raise an alert, and may not resolve one. */
  incomplete: boolean;
  unreadable: number;
  /** Share of the exposure that comes from illustrative positions. */
  illustrative: number;
  /** Rings of suppliers that own each other, whose owner is therefore unknown. */
  ownershipCycles: string[][];
  inputHash: string;
  policyHash: string;
  version: string;
  scopes: ScopeMeasures[];
}

export interface MeasureOptions {
  unit: Unit;
  /** Where names come from. */
  suppliers: Suppliers;
  /** For which countries the direct dependency is given. */
  countries: string[];
}

/** The measures of a scope, ready for JSON. */
export function measureScope(scope: Scope, { unit, suppliers, countries }: MeasureOptions): ScopeMeasures {
  if (scope.total === 0) return { item: scope.item, exposure: 0, empty: true };
  const nameOf: Record<Facet, (key: string) => string> = {
    supplier: (id) => suppliers.get(id)?.name ?? id,
    owner: (id) => suppliers.get(id)?.name ?? id,
    origin: countryName,
    control: countryName,
  };
  const measured = facets.map((facet) => [facet, measureFacet(scope.facets[facet], unit, nameOf[facet])]);
  return {
    item: scope.item,
    exposure: toUnit(scope.total, unit),
    facets: Object.fromEntries(measured) as Record<Facet, FacetMeasures>,
    direct: Object.fromEntries(countries.map((country) => [country, directDependency(scope, [country])])),
  };
}

function measureFacet(totals: FacetTotals, unit: Unit, nameOf: (key: string) => string): FacetMeasures {
  return {
    unknown: unknownShare(totals).lower,
    hhi: herfindahl(totals),
    effective: toBounds(effectiveNumber(totals)),
    top: { "1": topShare(totals, 1), "3": topShare(totals, 3), "4": topShare(totals, 4) },
    keys: [...totals.known]
      .sort(([keyA, a], [keyB, b]) => b - a || (keyA < keyB ? -1 : 1))
      .map(([key, exposure]) => ({
        key,
        name: nameOf(key),
        exposure: toUnit(exposure, unit),
        share: exposure / totals.total,
      })),
  };
}
