import { displayName } from "../values/one-line.ts";

interface Pair {
  removals: readonly { name: string; key: string }[];
}

/** The two of a pair that is removed: `CATL and port ningbo`. */
export function pairName({ removals }: Pair): string {
  return removals.map(({ name, key }) => displayName(name, key)).join(" and ");
}
