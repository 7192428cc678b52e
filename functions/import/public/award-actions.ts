import { createNumberedTexts } from "../../../shared/supply/numbered-texts.ts";
import { createDigestIndex } from "../tables/digest-index.ts";
import { createHeldValues } from "../tables/held-values.ts";
import { createIntegers, createNumbers } from "../tables/integers.ts";
import type { AwardAction } from "./net-award.ts";

/** An action whose position waits, with its number among the positions; `null` for one that obligates nothing. */
export interface WaitingAction extends AwardAction {
  line: number;
  position: number | null;
}

/** Actions by their award, in some 24 bytes each and 30 for each award: a million of them fit into the memory of a function. */
export interface AwardActions {
  add(award: string, action: WaitingAction): void;
  /** Each award with its actions, both in the order in which they were added. */
  awards(): Generator<{ award: string; actions: WaitingAction[] }>;
}

const NO_POSITION = -1;

/** Starts without actions. */
export function createAwardActions(): AwardActions {
  const index = createDigestIndex();
  const names = createHeldValues<string>();
  const days = createNumberedTexts();
  const columns = {
    award: createIntegers(),
    line: createIntegers(),
    day: createIntegers(),
    amount: createNumbers(),
    position: createIntegers(),
  };
  const actionAt = (at: number): WaitingAction => {
    const position = columns.position.at(at);
    return {
      line: columns.line.at(at),
      amount: columns.amount.at(at),
      day: days.textOf(columns.day.at(at)),
      position: position === NO_POSITION ? null : position,
    };
  };
  return {
    add(award, { line, amount, day, position }) {
      const { at, isNew } = index.add(award);
      if (isNew) names.add(award);
      columns.award.push(at);
      columns.line.push(line);
      columns.day.push(days.numberOf(day));
      columns.amount.push(amount);
      columns.position.push(position ?? NO_POSITION);
    },
    *awards() {
      const { order, ends } = grouped(columns.award, index.size);
      let from = 0;
      let award = 0;
      for (const name of names.values()) {
        const to = ends[award] ?? from;
        yield { award: name, actions: Array.from(order.subarray(from, to), actionAt) };
        from = to;
        award += 1;
      }
    },
  };
}

/** The places of numbers below `size`, sorted by the number and then by the place, and where each number ends among them. */
function grouped(
  numbers: Iterable<number> & { readonly size: number },
  size: number,
): { order: Int32Array; ends: Int32Array } {
  const counts = new Int32Array(size);
  for (const number of numbers) counts[number] = (counts[number] ?? 0) + 1;
  const ends = new Int32Array(size);
  let sum = 0;
  for (let number = 0; number < size; number += 1) {
    ends[number] = sum;
    sum += counts[number] ?? 0;
  }
  const order = new Int32Array(numbers.size);
  let place = 0;
  // Each end starts as the beginning, and moves on by one for each place.
  for (const number of numbers) {
    const at = ends[number] ?? 0;
    order[at] = place;
    ends[number] = at + 1;
    place += 1;
  }
  return { order, ends };
}
