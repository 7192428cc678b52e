import type { Unconfirmed } from "../imports/unconfirmed.ts";
import type { UnfinishedImport } from "../imports/unfinished.ts";
import type { Hop } from "../look-through/chain.ts";
import { type Loss, lookThroughCountries, mappedShare, type Removal } from "../look-through/look-through.ts";
import type { Network } from "../look-through/network.ts";
import { effectiveNumber, herfindahl, topShare, unknownShare } from "../measures/concentration.ts";
import type { Contributions } from "../measures/contribution.ts";
import { directDependency } from "../measures/counted-share.ts";
import type { Measure } from "../policy/measure.ts";
import type { Limits } from "../policy/policy.ts";
import type { Overlap } from "../supply/overlap.ts";
import type { Refused } from "../supply/refusal.ts";
import { type Facet, type FacetTotals, facets } from "../supply/scope.ts";
import type { Suppliers } from "../supply/supplier.ts";
import type { UnreadableItem } from "../supply/unreadable.ts";
import { countryName } from "../values/country-name.ts";
import { toUnit, type Unit } from "../values/exposure.ts";
import { type Bounds, type Interval, toBounds } from "../values/interval.ts";
import { countryListing, keyListing, listedBy } from "../values/listing.ts";
import type { UnknownName } from "./unknown-names.ts";
import type { RankedScope } from "./view.ts";

/** One key of a facet: a supplier, an owner or a country. `exposure` is in the assessment's unit. */
interface KeyShare {
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
  /** Every known key, largest share first; where there are too many of them, the largest. */
  keys: KeyShare[];
  /** The known keys that are not listed, as one. Absent where all are. */
  more?: { keys: number; exposure: number; share: number };
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
  /** By country: the share at risk through any tier if it stops. */
  lookThrough: Record<string, LookThrough>;
  /** For how many more countries both are not given. Absent where none is left out. */
  moreCountries?: number;
  /** Every owner, supplier of unknown owner and country whose removal certainly costs something, worst first. */
  removals: NamedRemoval[];
  /** How many more there are, none worse than those of its kind that are listed. Absent where all are. */
  moreRemovals?: number;
}

export interface LookThrough extends Interval {
  /** Share of exposure with suppliers whose inputs are declared, or said not to matter. */
  mapped: number;
  /** The path through which most of the certain part comes, from what is removed down to the sector. */
  chain: NamedHop[];
  /** What that path ends in, and the exposure that is lost through it; `null` without a path. */
  chainItem: string | null;
  chainExposure: number | null;
}

export interface NamedHop extends Hop {
  name: string;
}

export interface NamedRemoval extends Removal {
  name: string;
}

/** What a rule found, kept so that a later assessment can say what moved. */
export interface RuleFinding {
  rule: string;
  group: string | null;
  /** What was measured: a rule may measure something else the next time. */
  measure: Measure;
  /** What it was held against: a policy may change its limits. */
  side: "above" | "below";
  limits: Limits;
  observed: Bounds | null;
  /** What each key brought to it. Not there in what earlier versions stored. */
  contributions?: Contributions | null;
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
  /** The last day of the window: `asOf`, or a day before it where the policy's window follows the data. */
  windowEnd: string;
  positions: number;
  /** The newest day up to `asOf` that a position is dated, also one outside the window. */
  newestDate: string | null;
  /** The newest position is older than the policy lets it be. Not given in an assessment of an older version. */
  stale: boolean;
  /** How many positions are dated after `asOf` and do not count yet. */
  waiting: number;
  /** Present where positions wait: their exposure, in the unit, and the first day from which one of them counts. */
  waitingExposure?: number;
  waitingFrom?: string;
  /**
   * Stored rows could not be read, rows of files were refused, figures overlap, imports wait to be confirmed, or have not
   * ended: the assessment may raise an alert, and may not resolve one.
   */
  incomplete: boolean;
  unreadable: number;
  /** The first of the stored rows that could not be read; not given where there are none, or by an older version. */
  unreadableItems?: UnreadableItem[];
  /** Present where some could not be read: the day since which that is so in every assessment. */
  unreadableSince?: string;
  /** Present when rows of the files that it stands on were refused. */
  refused?: Refused;
  /** Present when imports that nobody has confirmed moved too much of the exposure. */
  unconfirmed?: Unconfirmed;
  /** Present when imports have not ended: figures may hold a part of what they bring. */
  unfinished?: UnfinishedImport[];
  /** Present when figures of one source count some of the same. */
  overlaps?: Overlap[];
  /** Share of the exposure that comes from illustrative positions. */
  illustrative: number;
  /** Rings of suppliers that own each other, whose owner is therefore unknown. */
  ownershipCycles: string[][];
  /** Owners and suppliers that rules name and that nobody is. Not given in an assessment of an older version. */
  unknownNames: UnknownName[];
  inputHash: string;
  policyHash: string;
  version: string;
  scopes: ScopeMeasures[];
  rules: RuleFinding[];
}

export interface MeasureOptions {
  unit: Unit;
  /** Where names come from. */
  suppliers: Suppliers;
  /** The countries for which dependency is given, and those of them that rules name. */
  countries: string[];
  named: string[];
  network: Network;
}

/** The measures of scopes, ready for JSON; the first is the whole sector. */
export function measureScopes(scopes: readonly RankedScope[], options: MeasureOptions): ScopeMeasures[] {
  const { countries, named, network } = options;
  const listed = countriesListed(scopes, countries, named, network);
  const isListed = (country: string, at: number) => listed[at]?.has(country) ?? false;
  const losses = lookThroughCountries(scopes, countries, network, isListed);
  const keys = scopes.flatMap((scope) => facets.map((facet) => scope.facets[facet].known.size));
  const listing = keyListing(
    scopes.length,
    keys.reduce((sum, size) => sum + size, 0),
  );
  return scopes.map((scope, at) => {
    const shown = countries.flatMap((country, index) =>
      isListed(country, at) ? [[country, losses[index]?.[at] ?? null] as const] : [],
    );
    const more = countries.length - shown.length;
    return measureScope(scope, { losses: shown, more }, listedBy(listing, at), options);
  });
}

/** For each scope the countries for which its dependency is given: all, or the largest and those that rules name. */
function countriesListed(
  scopes: readonly RankedScope[],
  countries: readonly string[],
  named: readonly string[],
  network: Network,
): ReadonlySet<string>[] {
  const listing = countryListing(scopes.length, countries.length);
  const all = new Set(countries);
  if (!Number.isFinite(listing.item)) return scopes.map(() => all);
  const losses = lookThroughCountries(scopes, countries, network, () => false);
  return scopes.map((scope, at) => {
    if (at === 0 || scope.total === 0) return all;
    const certain = countries.flatMap((country, index) => {
      const loss = losses[index]?.[at]?.lower ?? 0;
      return loss > 0 ? [{ country, loss }] : [];
    });
    certain.sort((a, b) => b.loss - a.loss);
    return new Set([...named, ...certain.slice(0, listing.item).map(({ country }) => country)]);
  });
}

function measureScope(
  scope: RankedScope,
  { losses, more }: { losses: (readonly [country: string, loss: Loss | null])[]; more: number },
  mostKeys: number,
  { unit, suppliers, network }: MeasureOptions,
): ScopeMeasures {
  if (scope.total === 0) return { item: scope.item, exposure: 0, empty: true };
  const supplierName = (id: string) => suppliers.get(id)?.name ?? id;
  const nameOf: Record<Facet, (key: string) => string> = {
    supplier: supplierName,
    owner: supplierName,
    origin: countryName,
    control: countryName,
  };
  const measured = facets.map((facet) => [
    facet,
    measureFacet(scope.facets[facet], unit, nameOf[facet], mostKeys),
  ]);
  const mapped = mappedShare(scope, network);
  return {
    item: scope.item,
    exposure: toUnit(scope.total, unit),
    facets: Object.fromEntries(measured) as Record<Facet, FacetMeasures>,
    direct: Object.fromEntries(losses.map(([country]) => [country, directDependency(scope, [country])])),
    lookThrough: Object.fromEntries(
      losses.flatMap(([country, loss]) => (loss === null ? [] : [[country, toLookThrough(loss, mapped)]])),
    ),
    ...(more === 0 ? {} : { moreCountries: more }),
    removals: scope.removals
      .filter(({ loss }) => loss.lower > 0)
      .map((removal) => ({
        ...removal,
        name: nameOf[removal.kind === "country" ? "control" : "owner"](removal.key),
      })),
    ...(scope.more === 0 ? {} : { moreRemovals: scope.more }),
  };

  function toLookThrough({ lower, upper, chains: [chain] }: Loss, mapped: number): LookThrough {
    const hops = chain?.hops.map((hop) => ({ ...hop, name: hopName(hop) })) ?? [];
    const chainExposure = chain === undefined ? null : toUnit(chain.exposure, unit);
    return { lower, upper, mapped, chain: hops, chainItem: chain?.item ?? null, chainExposure };
  }

  function hopName({ supplier }: Hop): string {
    return supplier === null ? "unknown supplier" : supplierName(supplier);
  }
}

function measureFacet(
  totals: FacetTotals,
  unit: Unit,
  nameOf: (key: string) => string,
  most: number,
): FacetMeasures {
  const sorted = [...totals.known].sort(([keyA, a], [keyB, b]) => b - a || (keyA < keyB ? -1 : 1));
  const left = sorted.slice(most);
  const exposure = left.reduce((sum, [, one]) => sum + one, 0);
  return {
    unknown: unknownShare(totals).lower,
    hhi: herfindahl(totals),
    effective: toBounds(effectiveNumber(totals)),
    top: { "1": topShare(totals, 1), "3": topShare(totals, 3), "4": topShare(totals, 4) },
    keys: sorted.slice(0, most).map(([key, exposure]) => ({
      key,
      name: nameOf(key),
      exposure: toUnit(exposure, unit),
      share: exposure / totals.total,
    })),
    ...(left.length === 0
      ? {}
      : { more: { keys: left.length, exposure: toUnit(exposure, unit), share: exposure / totals.total } }),
  };
}

/** The measures of the whole sector; `null` when it has no exposure. */
export function measuredSector(assessment: Assessment): MeasuredScope | null {
  const [scope] = assessment.scopes;
  return scope === undefined || "empty" in scope ? null : scope;
}

/** The measures of what a rule looks at: the sector, or one item of it; `null` for a program, and without exposure. */
export function scopeOf(
  { rule, group }: { rule: { by?: "item" | "program" | undefined }; group: string | null },
  assessment: Assessment,
): MeasuredScope | null {
  if (group === null) return measuredSector(assessment);
  const scope = rule.by === "item" ? assessment.scopes.find(({ item }) => item === group) : undefined;
  return scope === undefined || "empty" in scope ? null : scope;
}
