import type { OwnerGroup } from "../supply/affiliation.ts";
import type { FacetTotals } from "../supply/facet-totals.ts";
import type { Settled, UnsureGroup } from "../supply/unsure-group.ts";
import type { Interval } from "../values/interval.ts";
import type { Answers, Concentration } from "./concentration.ts";

/** A key that nobody is known to have. */
const NEW_KEY = "\u0000new";
// More different sizes of keys are not tried.
const MOST_SIZES = 200;

/**
 * What the key of a group may turn out to be makes of a concentration. Each key is tried, once for each size: the HHI is least
 * open with a new key, and most open with the largest one, so of it only these and those that other groups may have are tried.
 */
export function groupAnswers(
  { group, unsure }: { group: OwnerGroup; unsure: UnsureGroup },
  totals: FacetTotals,
  { kind, value }: Concentration,
  totalsWith: (settled: Settled) => FacetTotals,
): Answers {
  const now = value(totals);
  const { tried, isWhole } = keysFor(group, unsure, totals, kind === "hhi");
  const values = tried.map((key) => value(totalsWith({ head: group.head, key })));
  return { values, narrows: isWhole ? narrowedBy(now, values) : { lower: 0, upper: movedBy(now, values) } };
}

interface Tried {
  tried: (string | OwnerGroup)[];
  /** Whether no other key could make more or less of it. */
  isWhole: boolean;
}

function keysFor(
  { above }: OwnerGroup,
  { own, isOpen }: UnsureGroup,
  { known, groups }: FacetTotals,
  isMonotone: boolean,
): Tried {
  // It may have the owner of a possible parent, even where nobody knows who that is.
  const ofParent = typeof above === "object" ? [above.group] : [];
  if (!isOpen && own !== null && ofParent.length > 0) return { tried: [own, ...ofParent], isWhole: true };
  const named = new Set(groups.flatMap(({ possible }) => possible));
  const bySize = new Map<number, string>();
  for (const [key, exposure] of known) if (!named.has(key)) bySize.set(exposure, key);
  const isWhole = isMonotone || bySize.size <= MOST_SIZES;
  const sizes = [...bySize.keys()].sort((a, b) => b - a);
  const others = sizes
    .slice(0, isMonotone || !isWhole ? 1 : MOST_SIZES)
    .flatMap((size) => bySize.get(size) ?? []);
  return { tried: [NEW_KEY, ...others, ...named, ...ofParent], isWhole };
}

/**
 * What any division of exposure among any number of keys makes of a concentration. It is tried with all of it spread infinitely,
 * and with all of it added to one key: the largest one, and each that a group may have.
 */
export function looseAnswers(totals: FacetTotals, exposure: number, concentration: Concentration): Answers {
  const { value } = concentration;
  const [largest = NEW_KEY] = [...totals.known].sort(([, a], [, b]) => b - a).map(([key]) => key);
  const unknown = totals.unknown - exposure;
  const spread = value({ ...totals, unknown });
  const addedTo = (key: string) => {
    const known = new Map(totals.known).set(key, (totals.known.get(key) ?? 0) + exposure);
    return value({ ...totals, known, unknown });
  };
  const added = addedTo(largest);
  const named = new Set(totals.groups.flatMap(({ possible }) => possible));
  return {
    values: [spread, added, ...[...named].map(addedTo)],
    narrows: narrowedByDivision(totals, { spread, added }, exposure, concentration),
  };
}

/** By how much any division narrows the interval, at worst and at best: in some cases a bound. docs/measures.md has the formulas. */
function narrowedByDivision(
  totals: FacetTotals,
  { spread, added }: { spread: Interval; added: Interval },
  exposure: number,
  { kind, value }: Concentration,
): Interval {
  const now = value(totals);
  const { groups } = totals;
  if (groups.length === 0 && kind === "top") return narrowedBy(now, [spread]);
  // Then each group has whichever key makes a bound, and none is another's in the lower one.
  if (groups.every(({ own, above }) => own === null && above === null)) {
    if (kind === "hhi") return narrowedBy(now, [spread, added]);
    if (kind === "effective") return narrowedBy(now, crossed(spread, added));
  }
  const share = exposure / totals.total;
  // What is added to any keys raises Σ s² by at most this.
  const square = 2 * share + share ** 2;
  const moved =
    kind === "effective"
      ? [spread.lower - now.lower, now.upper - 1 / (1 / now.upper + square)]
      : [now.upper - spread.upper, kind === "top" ? share : 10_000 * square];
  const most = moved.reduce((sum, by) => sum + Math.max(0, by), 0);
  return { lower: 0, upper: Math.min(now.upper - now.lower, most) };
}

/**
 * Of effective numbers, the narrowest and the widest interval that any division may leave: `1 / L − 1 / (L + D)` falls with the
 * lower bound `L` of `Σ s²` and rises with the distance `D` to the upper one, and each of them is between those of the two.
 */
function crossed(spread: Interval, added: Interval): Interval[] {
  const distance = ({ lower, upper }: Interval) => 1 / lower - 1 / upper;
  const leaving = (least: number, open: number) => ({ lower: 1 / (least + open), upper: 1 / least });
  return [leaving(1 / spread.upper, distance(added)), leaving(1 / added.upper, distance(spread))];
}

function narrowedBy(now: Interval, values: readonly Interval[]): Interval {
  const all = values.map(({ lower, upper }) => now.upper - now.lower - (upper - lower));
  return { lower: Math.max(0, Math.min(...all)), upper: Math.max(0, ...all) };
}

/** No answer moves a bound by more than the values do that move it most. */
function movedBy(now: Interval, values: readonly Interval[]): number {
  const falls = now.upper - Math.min(...values.map(({ upper }) => upper));
  const rises = Math.max(...values.map(({ lower }) => lower)) - now.lower;
  return Math.min(now.upper - now.lower, Math.max(0, falls) + Math.max(0, rises));
}
