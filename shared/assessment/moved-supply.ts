import { companyNames } from "../policy/company-names.ts";
import { itemsWithCodes } from "../policy/item-names.ts";
import { moveExposure, soldBy } from "../supply/moved-fold.ts";
import { upToDecimals } from "../values/decimals.ts";
import { asMinor, type Minor, parseExposure, toUnit, type Unit } from "../values/exposure.ts";
import type { CountryCode } from "../values/identifier.ts";
import { plainDecimal } from "../values/plain-decimal.ts";
import type { Problem } from "../values/problem.ts";
import { giverOf, itemMoved, nameIn, rowOf, type Supplied, takerOf } from "./move-parties.ts";
import type { AskedMove } from "./what-if.ts";

/** A move as it was made. */
export interface Moved {
  item: string;
  from: string;
  fromName: string;
  to: string;
  toName: string;
  /** In the unit of the policy. */
  exposure: number;
  /** The part of what the giver sold of the item before this move. */
  part: number;
  /** For a new source: where it stands, and makes its goods. */
  newSource?: { country: CountryCode; inputs: "none" | null };
}

/** A sector's supply after moves, and what has moved. */
export interface MovedSupply extends Pick<Supplied, "fold" | "suppliers"> {
  moved: Moved[];
}

type MovedOnce = Pick<Supplied, "fold" | "suppliers" | "newSources"> & { moved: Moved };

/** Makes moves one after the other; or says what is wrong with one, by its path in a list `move`. */
export function moveSupply(
  given: Omit<Supplied, "newSources">,
  moves: readonly AskedMove[],
): MovedSupply | { problem: Problem } {
  let supply: Supplied = { ...given, newSources: new Map() };
  const moved: Moved[] = [];
  for (const [at, move] of moves.entries()) {
    const made = moveOnce(supply, move, at > 0);
    if ("problem" in made) {
      const { path, message } = made.problem;
      return { problem: { path: ["move", at, ...path], message } };
    }
    supply = { ...supply, ...made };
    moved.push(made.moved);
  }
  return { fold: supply.fold, suppliers: supply.suppliers, moved };
}

function moveOnce(supply: Supplied, move: AskedMove, isLater: boolean): MovedOnce | { problem: Problem } {
  const wrong = (field: string, message: string) => ({ problem: { path: [field], message } });
  const goods = itemMoved(move.item, supply);
  if ("problem" in goods) return wrong("item", goods.problem);
  const { item } = goods;
  const giver = giverOf(move.from, item, supply);
  if ("problem" in giver) return wrong("from", giver.problem);
  const taker = takerOf(move.to, supply);
  if ("problem" in taker) return wrong("to", taker.problem);
  const nameOf = nameIn(supply);
  const { id: from } = giver;
  if (from === taker.id) return wrong("to", `${nameOf(from)} cannot give to itself: name another taker`);
  const { fold } = supply;
  const { unit } = supply.policy;
  const held = asMinor(soldBy(fold, from, item).reduce((sum, { exposure }) => sum + exposure, 0));
  const amount = amountOf(move, held, unit);
  if ("problem" in amount) {
    const sells = `${nameOf(from)} sells ${unit} ${upToDecimals(toUnit(held, unit), 3)} of ${itemsWithCodes(supply.policy)(item)}`;
    const when = isLater ? " after the moves before this one" : "";
    return wrong("exposure", `${amount.problem}; ${sells}${when}`);
  }
  return madeMove(supply, { ...move, item }, { from, to: taker.id, held, exposure: amount.exposure });
}

/** What moves, in minor units: at most what is held. */
function amountOf(
  { part, exposure = 0 }: AskedMove,
  held: Minor,
  unit: Unit,
): { exposure: Minor } | { problem: string } {
  if (part !== undefined) return { exposure: asMinor(Math.min(held, Math.round(held * part))) };
  if (exposure > toUnit(held, unit))
    return { problem: `${unit} ${upToDecimals(exposure, 3)} is more than there is` };
  return parseExposure(plainDecimal(exposure), unit);
}

interface Made {
  from: string;
  to: string;
  held: Minor;
  exposure: Minor;
}

function madeMove(
  supply: Supplied,
  { item, to: asked }: AskedMove,
  { from, to, held, exposure }: Made,
): MovedOnce {
  const { policy, fold, suppliers, newSources } = supply;
  const nameOf = companyNames(suppliers, policy);
  const source = typeof asked === "string" ? null : asked;
  const madeIn = source === null ? {} : { madeIn: source.country };
  const told =
    source === null ? {} : { newSource: { country: source.country, inputs: source.inputs ?? null } };
  return {
    fold: moveExposure(fold, { item, from, to, exposure, ...madeIn }),
    suppliers: source === null ? suppliers : new Map(suppliers).set(to, rowOf(to, source)),
    newSources: source === null ? newSources : new Map(newSources).set(to, source),
    moved: {
      ...{ item, from, fromName: nameOf(from) },
      ...{ to, toName: source?.name ?? nameOf(to) },
      exposure: toUnit(exposure, policy.unit),
      part: exposure / held,
      ...told,
    },
  };
}
