import { type Amount, addAmounts, NO_AMOUNT, square } from "../values/amount.ts";
import { isMore, type Quotient } from "../values/ratio.ts";
import type { Packing } from "./packing.ts";

/**
 * No less than the square sum can be as a share of the squared total. For each set of keys that are taken whole it is
 * exact; of many keys a part may be taken as if its square grew in a straight line, which is more than it does.
 */
export function mostSquaresOf(packing: Packing, certain: number): Quotient {
  return leaderWorlds(packing)
    .map((amounts) => mostSquaresOfWorld(amounts, certain))
    .reduce((a, b) => (isMore(b, a) ? b : a));
}

/** No less than the share of the `n` largest keys can be: each of them with all that it may have, and no other. */
export function mostTopOf(packing: Packing, certain: number, n: number): Quotient {
  return leaderWorlds(packing)
    .map((amounts) => mostTopOfWorld(amounts, certain, n))
    .reduce((a, b) => (isMore(b, a) ? b : a));
}

/** One world for each key that may lead, and then has all that may have any key. */
function leaderWorlds({ fixed, anyKey }: Packing): Amount[][] {
  const amounts = [...fixed.values(), NO_AMOUNT];
  const byCertain = amounts.toSorted(
    (a, b) => b.certain - a.certain || b.certain + b.optional - a.certain - a.optional,
  );
  let most = -1;
  const worlds: Amount[][] = [];
  for (const leader of byCertain) {
    const possible = leader.certain + leader.optional;
    // One that another has more of, certainly and possibly, does not lead.
    if (possible <= most) continue;
    most = possible;
    worlds.push(amounts.map((amount) => (amount === leader ? addAmounts(amount, anyKey) : amount)));
  }
  return worlds;
}

const MOST_SETS = 2 ** 10;

function mostSquaresOfWorld(amounts: readonly Amount[], certain: number): Quotient {
  const squares = amounts.reduce((sum, amount) => sum + square(amount.certain), 0n);
  const adding = amounts.filter(({ optional }) => optional > 0);
  return 2 ** adding.length <= MOST_SETS
    ? mostOfSets(adding, squares, BigInt(certain))
    : mostOfKnapsack(adding, squares, BigInt(certain));
}

function mostOfSets(adding: readonly Amount[], squares: bigint, certain: bigint): Quotient {
  const gains = adding.map(squareGain);
  let most = { part: squares, whole: certain * certain };
  for (let taken = 1; taken < 2 ** adding.length; taken += 1) {
    let part = squares;
    let sum = certain;
    for (const [at, { gain, added }] of gains.entries()) {
      if ((taken & (1 << at)) === 0) continue;
      part += gain;
      sum += added;
    }
    const share = { part, whole: sum * sum };
    if (isMore(share, most)) most = share;
  }
  return most;
}

/** Fills up the keys whose squares grow most for each unit, and looks at every point on the way. */
function mostOfKnapsack(adding: readonly Amount[], squares: bigint, certain: bigint): Quotient {
  const steps = adding.map(squareGain).sort((a, b) => (a.slope < b.slope ? 1 : a.slope > b.slope ? -1 : 0));
  let [part, sum] = [squares, certain];
  let most = { part, whole: sum * sum };
  const consider = (share: Quotient) => {
    if (isMore(share, most)) most = share;
  };
  for (const { gain, added, slope } of steps) {
    // Along a step (part + slope·x) / (sum + x)² is largest where sum + x = 2·(slope·sum − part) / slope.
    const excess = slope * sum - part;
    const top = 2n * excess;
    if (top > slope * sum && top < slope * (sum + added))
      consider({ part: slope * slope, whole: 4n * excess });
    part += gain;
    sum += added;
    consider({ part, whole: sum * sum });
  }
  return most.part > most.whole ? { part: 1n, whole: 1n } : most;
}

/** By how much the square grows with all of the optional exposure, and for each unit of it. */
function squareGain({ certain, optional }: Amount): { gain: bigint; added: bigint; slope: bigint } {
  const added = BigInt(optional);
  const slope = 2n * BigInt(certain) + added;
  return { gain: slope * added, added, slope };
}

function mostTopOfWorld(amounts: readonly Amount[], certain: number, n: number): Quotient {
  const whole = BigInt(certain);
  let most: Quotient = { part: 0n, whole: 1n };
  // Each round picks the keys that are worth most at the share of the last one, until none is worth more.
  for (;;) {
    const { part, whole: unit } = most;
    const worth = ({ certain, optional }: Amount) =>
      (BigInt(certain) + BigInt(optional)) * unit - BigInt(optional) * part;
    const chosen = amounts
      .map((amount) => ({ amount, value: worth(amount) }))
      .sort((a, b) => (a.value < b.value ? 1 : a.value > b.value ? -1 : 0))
      .slice(0, n)
      .map(({ amount }) => amount)
      .reduce(addAmounts, NO_AMOUNT);
    const added = BigInt(chosen.optional);
    const share = { part: BigInt(chosen.certain) + added, whole: whole + added };
    if (!isMore(share, most)) return most;
    most = share;
  }
}
