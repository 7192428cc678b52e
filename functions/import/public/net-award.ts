import type { Day } from "../../../shared/values/day.ts";

/** An action on an award: what it obligates, or takes back where it is negative, in minor units. */
export interface AwardAction {
  amount: number;
  day: Day | null;
}

/** What is left of an action after later ones, and the number of actions that it was made of, itself among them. */
export interface ActionLeft {
  exposure: number;
  lines: number;
}

/**
 * Nets the actions of one award by their days, and on one day in their order. What an action takes back is taken from the
 * newest money that was obligated before it; where there is none, from the next. Actions without a day come last. What is
 * left of each action stands at its place, `null` for one that obligates nothing. `below` is the sum where it is below zero.
 */
export function netAward(
  actions: readonly AwardAction[],
): { left: (ActionLeft | null)[] } | { below: bigint } {
  const sum = actions.reduce((added, { amount }) => added + BigInt(amount), 0n);
  if (sum < 0n) return { below: sum };
  const left = actions.map(({ amount }): ActionLeft | null =>
    amount > 0 ? { exposure: amount, lines: 1 } : null,
  );
  const inOrder = [...actions.keys()].sort((a, b) => {
    const order = compareDays(actions[a]?.day ?? null, actions[b]?.day ?? null);
    return order === 0 ? a - b : order;
  });
  const open: ActionLeft[] = [];
  const owed: number[] = [];
  for (const at of inOrder) {
    const own = left[at];
    if (own) {
      open.push(own);
      payBack(owed, open);
    } else {
      owed.push(-(actions[at]?.amount ?? 0));
      payBack(owed, open);
    }
  }
  return { left };
}

/** Takes what is owed from the newest money, in place. Each debt counts as a line where its last part was taken. */
function payBack(owed: number[], open: ActionLeft[]): void {
  for (let debt = owed.shift(); debt !== undefined; debt = owed.shift()) {
    while (debt > 0) {
      const newest = open.at(-1);
      if (newest === undefined) {
        owed.unshift(debt);
        return;
      }
      const taken: number = Math.min(debt, newest.exposure);
      newest.exposure -= taken;
      debt -= taken;
      if (debt === 0) newest.lines += 1;
      if (newest.exposure === 0) open.pop();
    }
  }
}

function compareDays(a: Day | null, b: Day | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
