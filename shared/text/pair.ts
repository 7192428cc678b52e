import { displayName } from "../values/one-line.ts";
import { type RemovalNamed, removalInText } from "./removal-in-text.ts";
import { percent } from "./share.ts";

interface Pair {
  removals: readonly RemovalNamed[];
}

/** The two of a pair that is removed, in a table: `CATL and port ningbo`. */
export function pairName({ removals }: Pair): string {
  return removals.map(({ name, key }) => displayName(name, key)).join(" and ");
}

/** The same within a sentence: `CATL and the United States`. */
export function pairInText({ removals }: Pair): string {
  return removals.map(removalInText).join(" and ");
}

/** What is said of pairs: those that are listed, and the most that any other certainly costs. */
interface PairsSaid {
  pairs?: readonly unknown[] | undefined;
  otherPairsAtMost?: number | undefined;
}

/** What others cost at most, where not every pair was tried: `Not every pair was tried: none but those listed certainly costs more than 99.1 %.` */
export function otherPairsText({ pairs = [], otherPairsAtMost }: PairsSaid): string | null {
  if (otherPairsAtMost === undefined) return null;
  // Rounded up, so that it is never too little.
  const atMost = Math.min(1, Math.ceil(otherPairsAtMost * 1000) / 1000);
  return `Not every pair was tried: ${pairs.length > 0 ? "none but those listed" : "no other"} certainly costs more than ${percent(atMost)}.`;
}
