import type { Hop } from "../look-through/chain.ts";
import { type Loss, lookThroughCountries, mappedShare } from "../look-through/look-through.ts";
import type { Network } from "../look-through/network.ts";
import { kindsNamed, placedShares } from "../look-through/placed-share.ts";
import { effectiveNumber, herfindahl, topShare, unknownShare } from "../measures/concentration.ts";
import { directDependency } from "../measures/counted-share.ts";
import type { NameOf } from "../policy/named-company.ts";
import { type Facet, type FacetTotals, facets } from "../supply/facet-totals.ts";
import type { PlaceKind } from "../supply/place.ts";
import { groupNameOf } from "../supply/scope.ts";
import { countryName } from "../values/country-name.ts";
import { asMinor, toUnit, type Unit } from "../values/exposure.ts";
import type { CountryCode } from "../values/identifier.ts";
import { toBounds } from "../values/interval.ts";
import { countryListing, keyListing, listedBy } from "../values/listing.ts";
import { removalName } from "./removal-name.ts";
import type { FacetMeasures, LookThrough, ScopeMeasures } from "./scope-measures.ts";
import { timedRemovals } from "./timed-removals.ts";
import type { RankedScope } from "./view.ts";

export interface MeasureOptions {
  unit: Unit;
  /** The names of owners and suppliers. */
  nameOf: NameOf;
  /** The countries for which dependency is reported, and those of them that rules name. */
  countries: CountryCode[];
  named: string[];
  network: Network;
  windowDays: number;
  /** Whether the loss by the worst removals is said in days too. */
  isTimed: boolean;
}

/** The measures of scopes in their JSON form; the first scope is the whole sector. */
export function measureScopes(scopes: readonly RankedScope[], options: MeasureOptions): ScopeMeasures[] {
  const { countries, named, network } = options;
  const listed = countriesListed(scopes, countries, named, network);
  const isListed = (country: CountryCode, at: number) => listed[at]?.has(country) ?? false;
  const losses = lookThroughCountries(scopes, countries, network, isListed);
  const keys = scopes.flatMap((scope) => facets.map((facet) => scope.facets[facet].known.size));
  const listing = keyListing(
    scopes.length,
    keys.reduce((sum, size) => sum + size, 0),
  );
  const placeKinds = kindsNamed(network);
  return scopes.map((scope, at) => {
    const shown = countries.flatMap((country, index) =>
      isListed(country, at) ? [[country, losses[index]?.[at] ?? null] as const] : [],
    );
    const more = countries.length - shown.length;
    return measureScope(scope, { losses: shown, more, placeKinds }, listedBy(listing, at), options);
  });
}

/**
 * For each scope, the countries for which its dependency is reported: all, or the largest and those that rules
 * name.
 */
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

/** What is shown of a scope. */
interface Shown {
  losses: (readonly [country: CountryCode, loss: Loss | null])[];
  /** How many countries are left out. */
  more: number;
  placeKinds: readonly PlaceKind[];
}

const NOT_TIMED: ReturnType<typeof timedRemovals> = new Map();

function measureScope(
  scope: RankedScope,
  { losses, more, placeKinds }: Shown,
  mostKeys: number,
  { unit, nameOf: companyName, network, windowDays, isTimed }: MeasureOptions,
): ScopeMeasures {
  if (scope.total === 0) return { item: groupNameOf(scope), exposure: 0, empty: true };
  const nameOf: Record<Facet, (key: string) => string> = {
    supplier: companyName,
    owner: companyName,
    origin: countryName,
    control: countryName,
  };
  const measured = facets.map((facet) => [
    facet,
    measureFacet(scope.facets[facet], unit, nameOf[facet], mostKeys),
  ]);
  const mapped = mappedShare(scope, network);
  const certain = scope.removals.filter(({ loss }) => loss.lower > 0);
  const pace = { unit, windowDays };
  const timed =
    isTimed && scope.group.by === "sector" ? timedRemovals(scope, certain, network, pace) : NOT_TIMED;
  return {
    item: groupNameOf(scope),
    exposure: toUnit(scope.total, unit),
    facets: Object.fromEntries(measured) as Record<Facet, FacetMeasures>,
    direct: Object.fromEntries(losses.map(([country]) => [country, directDependency(scope, [country])])),
    lookThrough: Object.fromEntries(
      losses.flatMap(([country, loss]) => (loss === null ? [] : [[country, toLookThrough(loss, mapped)]])),
    ),
    ...(more === 0 ? {} : { moreCountries: more }),
    removals: certain.map((removal) => {
      const recovery = timed.get(removal);
      const name = removalName(removal, companyName);
      return { ...removal, name, ...(recovery === undefined ? {} : { recovery }) };
    }),
    ...(placeKinds.length === 0 ? {} : { placed: placedShares(scope, network, placeKinds) }),
    ...(scope.more === null ? {} : { moreRemovals: scope.more.count, moreRemovalsAtMost: scope.more.atMost }),
  };

  function toLookThrough({ lower, upper, chains: [chain] }: Loss, mapped: number): LookThrough {
    const hops = chain?.hops.map((hop) => ({ ...hop, name: hopName(hop) })) ?? [];
    const chainExposure = chain === undefined ? null : toUnit(chain.exposure, unit);
    return { lower, upper, mapped, chain: hops, chainItem: chain?.item ?? null, chainExposure };
  }

  function hopName({ supplier }: Hop): string {
    return supplier === null ? "unknown supplier" : companyName(supplier);
  }
}

export function measureFacet(
  totals: FacetTotals,
  unit: Unit,
  nameOf: (key: string) => string,
  most: number,
): FacetMeasures {
  const sorted = [...totals.known].sort(([keyA, a], [keyB, b]) => b - a || (keyA < keyB ? -1 : 1));
  const left = sorted.slice(most);
  const exposure = asMinor(left.reduce((sum, [, one]) => sum + one, 0));
  return {
    unknown: unknownShare(totals).lower,
    hhi: herfindahl(totals),
    effective: toBounds(effectiveNumber(totals)),
    top: { "1": topShare(totals, 1), "3": topShare(totals, 3), "4": topShare(totals, 4) },
    keys: sorted.slice(0, most).map(([key, exposure]) => ({
      key,
      name: nameOf(key),
      exposure: toUnit(asMinor(exposure), unit),
      share: exposure / totals.total,
    })),
    ...(left.length === 0
      ? {}
      : { more: { keys: left.length, exposure: toUnit(exposure, unit), share: exposure / totals.total } }),
  };
}
