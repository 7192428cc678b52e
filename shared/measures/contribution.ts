import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import type { Facet } from "../supply/facet-totals.ts";
import { type Belongs, possibleControls, possibleOwners } from "../supply/membership.ts";
import { asMinor, type Minor, toUnit, type Unit } from "../values/exposure.ts";
import type { Interval } from "../values/interval.ts";
import type { CellTest } from "./counted-share.ts";

/**
 * The contribution of one key to a measure: its exposure, and how much of it counts in the lower and the upper
 * bound. In minor units unless `Amount` says otherwise.
 */
export interface Contribution<Amount extends number = Minor> {
  /**
   * A key of the facet that divides the measure (`MeasureFacts.dividedBy`); `null` for exposure without even a
   * known supplier or country.
   */
  key: string | null;
  /** False when `key` is a supplier whose owner (or the owner's country) is not known. */
  isKnown: boolean;
  /** Whether it may belong to any other key, not only to one of a few. */
  isLoose: boolean;
  exposure: Amount;
  lower: Amount;
  upper: Amount;
}

/** The key that exposure is counted for. */
export type ContributionKey = Pick<Contribution, "key" | "isKnown" | "isLoose">;

/** The smallest keys, which are not listed one by one. */
interface Rest<Amount extends number> extends Pick<Contribution<Amount>, "exposure" | "lower" | "upper"> {
  keys: number;
}

/** The contributions of all exposure of a scope, largest exposure first. */
export interface Contributions<Amount extends number = Minor> {
  keys: Contribution<Amount>[];
  /** `null` when every key is listed. */
  rest: Rest<Amount> | null;
  /** For a loss: the removals that the lower and the upper bound belong to; `null` is one that is not known. */
  removed?: { lower: string | null; upper: string | null };
}

/** The form that an assessment stores: in the unit of its sector. */
export type StoredContributions = Contributions<number>;

/** How many keys are listed, so that the stored data stays small however many suppliers there are. */
const MOST_CONTRIBUTIONS = 100;

/** The fractions of a cell that count in the two bounds. */
export type CountedFractions<Cell> = (cell: Cell) => Interval;

/** Cells that pass a test count. */
export function fractionsCounted(counts: CellTest): CountedFractions<AffiliatedCell> {
  return (cell) => FRACTIONS[counts(cell)];
}

/** Cells without a known key in a facet count. */
export function fractionsUnknown(facet: Facet): CountedFractions<AffiliatedCell> {
  return (cell) => (contributionKeyOf(cell, facet).isKnown ? NO_CONTRIBUTION : WHOLLY);
}

/**
 * Cells with a key count, and so do suppliers whose key is not known, since they certainly have one. Exposure
 * without a supplier may have any key, or a key of its own: it counts as `loose`.
 */
export function fractionsHeld(facet: Facet, loose: Interval): CountedFractions<AffiliatedCell> {
  return (cell) => (contributionKeyOf(cell, facet).key === null ? loose : WHOLLY);
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
  return bounded([...byKey.values()].sort(byContribution));
}

/** Converts contributions into the form that an assessment stores. */
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
const WHOLLY = { lower: 1, upper: 1 };
export const MAYBE = { lower: 0, upper: 1 };
const NO_CONTRIBUTION = { lower: 0, upper: 0 };
const FRACTIONS: Record<Belongs, Interval> = { yes: WHOLLY, maybe: MAYBE, no: NO_CONTRIBUTION };

/**
 * The key that a cell is counted for: its key in the facet, otherwise its supplier when that key is not known.
 */
export function contributionKeyOf(
  { supplierId, originCountry, affiliation }: AffiliatedCell,
  facet: Facet,
): ContributionKey {
  if (facet === "origin") return keyedBy(originCountry);
  if (facet === "supplier") return keyedBy(supplierId);
  const key = facet === "owner" ? affiliation.owner : affiliation.control;
  if (key !== null || supplierId === null) return keyedBy(key);
  const possible = facet === "owner" ? possibleOwners(affiliation) : possibleControls(affiliation);
  return { key: affiliation.group.head, isKnown: false, isLoose: possible.isOpen };
}

function keyedBy(key: string | null): ContributionKey {
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

function byContribution(a: Contribution, b: Contribution): number {
  return b.exposure - a.exposure || ((a.key ?? "") < (b.key ?? "") ? -1 : 1);
}
