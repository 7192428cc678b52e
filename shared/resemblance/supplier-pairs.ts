import { alikePairs } from "./alike.ts";
import type { Resemblance } from "./reason.ts";
import { mirrored } from "./reason.ts";
import type { Everyday } from "./word-weight.ts";

/** A name of a supplier. */
export interface SupplierName {
  name: string;
  supplierId: string;
  /** How many rows of a table have the name; `null` for a name that stands only in the stored data. */
  rows: number | null;
  /** Whether a supplier row has the id, and the country that it says. */
  hasRow: boolean;
  country: string | null;
}

/** Two names of different suppliers that look alike: `name` may mean the supplier of `other`. */
export interface SupplierPair extends Resemblance {
  name: SupplierName;
  other: SupplierName;
}

/** How pairs are chosen. */
export interface PairChoice {
  threshold: number;
  everyday: Everyday;
  /** Whether two suppliers were said to be different ones. */
  isApart(a: SupplierName, b: SupplierName): boolean;
  /** Whether a name is asked about. Pairs of two others are left out. */
  isAsked(name: SupplierName): boolean;
}

/** The pairs of suppliers whose names look alike, each pair once, by its names that are most alike. */
export interface ChosenPairs {
  pairs: SupplierPair[];
  /** How many pairs of suppliers were left out as different ones. */
  apart: number;
  crowded: number;
}

/** Chooses the pairs of names that may mean one supplier. Names that mean one supplier already are no pair. */
export function chooseSupplierPairs(names: readonly SupplierName[], choice: PairChoice): ChosenPairs {
  const { threshold, everyday, isApart, isAsked } = choice;
  const alikes = alikePairs(
    names.map(({ name }) => name),
    threshold,
    everyday,
    names.map(isAsked),
  );
  const told = new Set<string>();
  const apart = new Set<string>();
  const pairs: SupplierPair[] = [];
  for (const found of alikes.pairs) {
    const [a, b] = [names[found.a], names[found.b]];
    if (a === undefined || b === undefined || a.supplierId === b.supplierId) continue;
    const key = JSON.stringify([a.supplierId, b.supplierId].sort());
    if (told.has(key) || apart.has(key)) continue;
    if (isApart(a, b)) apart.add(key);
    else {
      told.add(key);
      pairs.push(inOrder(a, b, found));
    }
  }
  return { pairs, apart: apart.size, crowded: alikes.crowded };
}

/** Puts the name that gives way first before the other. */
function inOrder(a: SupplierName, b: SupplierName, { score, reason }: Resemblance): SupplierPair {
  return givesWay(a, b) <= 0
    ? { name: a, other: b, score, reason }
    : { name: b, other: a, score, reason: mirrored(reason) };
}

/**
 * Below 0 where the first name most likely gives way to the second: one of the table, one without a supplier row, one of fewer rows, else
 * the longer one.
 */
export function givesWay(one: SupplierName, other: SupplierName): number {
  return (
    Number(one.rows === null) - Number(other.rows === null) ||
    Number(one.hasRow) - Number(other.hasRow) ||
    (one.rows ?? 0) - (other.rows ?? 0) ||
    other.name.length - one.name.length
  );
}
