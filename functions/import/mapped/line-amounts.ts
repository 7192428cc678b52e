import { createIntegers, createNumbers } from "../tables/integers.ts";

/** A line of a table, its key, and its amount in minor units. */
interface LineAmount {
  key: number;
  line: number;
  amount: number;
}

/** Lines in the order of the table, 16 bytes each. */
export interface LineAmounts extends Iterable<LineAmount> {
  add(line: LineAmount): void;
  /** The lines of some keys. */
  of(isWanted: (key: number) => boolean): LineAmounts;
}

/** Starts without lines. */
export function createLineAmounts(): LineAmounts {
  const keys = createIntegers();
  const lines = createIntegers();
  const amounts = createNumbers();
  const all: LineAmounts = {
    add({ key, line, amount }) {
      keys.push(key);
      lines.push(line);
      amounts.push(amount);
    },
    of(isWanted) {
      const wanted = createLineAmounts();
      for (const one of all) if (isWanted(one.key)) wanted.add(one);
      return wanted;
    },
    *[Symbol.iterator]() {
      for (let at = 0; at < keys.size; at += 1)
        yield { key: keys.at(at), line: lines.at(at), amount: amounts.at(at) };
    },
  };
  return all;
}
