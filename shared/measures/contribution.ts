import { type Belongs, possibleControls, possibleOwners } from "../supply/membership.ts";
import type { AffiliatedCell, Facet } from "../supply/scope.ts";
import { asMinor, type Minor, toUnit, type Unit } from "../values/exposure.ts";
import type { Interval } from "../values/interval.ts";
import type { CellTest } from "./counted-share.ts";

/**
 * What one key brings to a measure: its exposure, and how much of that counts in the lower and in the upper bound. In minor
 * units unless `Amount` says otherwise.
 */
export interface Contribution<Amount extends number = Minor> {
  /** A key of the facet that the measure is divided by (`MeasureFacts.dividedBy`); `null` for exposure of which not even a supplier or country is known. */
  key: string | null;
  /** False where `key` is a supplier of whom the owner (or its country) is not known. */
  isKnown: boolean;
  /** Whether it may belong to any other key, and not only to one of few. */
  isLoose: boolean;
  exposure: Amount;
  lower: Amount;
  upper: Amount;
}

/** Under whom exposure is counted. */
export type ContributionKey = Pick<Contribution, "key" | "isKnown" | "isLoose">;

/** What is told apart no longer: the smallest keys, as one. */
interface Rest<Amount extends number> extends Pick<Contribution<Amount>, "exposure" | "lower" | "upper"> {
  keys: number;
}

/** The contributions of all exposure of a scope, largest exposure first. */
export interface Contributions<Amount extends number = Minor> {
  keys: Contribution<Amount>[];
  /** `null` where every key is told apart. */
  rest: Rest<Amount> | null;
  /** For a loss: whose removal the lower and the upper bound are about; `null` is one who is not known. */
  removed?: { lower: string | null; upper: string | null };
}

/** The same as an assessment stores it: in the unit of its sector. */
export type StoredContributions = Contributions<number>;

/** As many keys as are told apart, so that what is stored stays small however many suppliers there are. */
const MOST_CONTRIBUTIONS = 100;

/** The fractions of a cell that count in the two bounds. */
export type CountedFractions<Cell> = (cell: Cell) => Interval;

/** What passes a test counts. */
export function fractionsCounted(counts: CellTest): CountedFractions<AffiliatedCell> {
  return (cell) => FRACTIONS[counts(cell)];
}

/** What has no known key in a facet counts. */
export function fractionsUnknown(facet: Facet): CountedFractions<AffiliatedCell> {
  return (cell) => (contributionKeyOf(cell, facet).isKnown ? NONE : ALL);
}

/**
 * All that has a key counts, as does a supplier whose key nobody knows: it certainly has one. What has not even a supplier
 * may be with any other key, or with none: it counts as `loose`.
 */
export function fractionsHeld(facet: Facet, loose: Interval): CountedFractions<AffiliatedCell> {
  return (cell) => (contributionKeyOf(cell, facet).key === null ? loose : ALL);
}

/** Sums the cells of a scope by key. */
export function contributionsBy<Cell extends AffiliatedCell>(
  cells: readonly Cell[],
  facet: Facet,
  fractions: CountedFractions<Cell>,
): Contributions {
  const byKey = new Map<string | null, Contribution>();
  for (const cell of cells) {
    if (cell.exposure === 0) continue;
    const { key, isKnown, isLoose } = contributionKeyOf(cell, facet);
    const sum = byKey.get(key) ?? {
      key,
      isKnown,
      isLoose,
      exposure: NONE_YET,
      lower: NONE_YET,
      upper: NONE_YET,
    };
    const { lower, upper } = fractions(cell);
    sum.exposure = asMinor(sum.exposure + cell.exposure);
    sum.lower = asMinor(sum.lower + cell.exposure * lower);
    sum.upper = asMinor(sum.upper + cell.exposure * upper);
    byKey.set(key, sum);
  }
  return bounded([...byKey.values()].sort(byExposure));
}

/** The contributions as an assessment stores them. */
export function toStored({ keys, rest, ...others }: Contributions, unit: Unit): StoredContributions {
  const inUnit = <Sums extends Pick<Contribution, "exposure" | "lower" | "upper">>(sums: Sums) => ({
    ...sums,
    exposure: toUnit(sums.exposure, unit),
    lower: toUnit(sums.lower, unit),
    upper: toUnit(sums.upper, unit),
  });
  return { keys: keys.map(inUnit), rest: rest && inUnit(rest), ...others };
}

const NONE_YET = asMinor(0);
const ALL = { lower: 1, upper: 1 };
export const MAYBE = { lower: 0, upper: 1 };
const NONE = { lower: 0, upper: 0 };
const FRACTIONS: Record<Belongs, Interval> = { yes: ALL, maybe: MAYBE, no: NONE };

/** Who a cell is counted under: its key in the facet, or else the supplier of whom that key is not known. */
export function contributionKeyOf(
  { supplierId, originCountry, affiliation }: AffiliatedCell,
  facet: Facet,
): ContributionKey {
  if (facet === "origin") return known(originCountry);
  if (facet === "supplier") return known(supplierId);
  const key = facet === "owner" ? affiliation.owner : affiliation.control;
  if (key !== null || supplierId === null) return known(key);
  const possible = facet === "owner" ? possibleOwners(affiliation) : possibleControls(affiliation);
  return { key: affiliation.group.head, isKnown: false, isLoose: possible.isOpen };
}

function known(key: string | null): ContributionKey {
  return { key, isKnown: key !== null, isLoose: key === null };
}

function bounded(keys: Contribution[]): Contributions {
  const small = keys.slice(MOST_CONTRIBUTIONS);
  if (small.length === 0) return { keys, rest: null };
  const sum = (read: (one: Contribution) => Minor) =>
    asMinor(small.reduce((total, one) => total + read(one), 0));
  const rest = {
    keys: small.length,
    exposure: sum(({ exposure }) => exposure),
    lower: sum(({ lower }) => lower),
    upper: sum(({ upper }) => upper),
  };
  return { keys: keys.slice(0, MOST_CONTRIBUTIONS), rest };
}

function byExposure(a: Contribution, b: Contribution): number {
  return b.exposure - a.exposure || ((a.key ?? "") < (b.key ?? "") ? -1 : 1);
}
