import { crosses, limitsOf } from "../policy/limits.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Rule } from "../policy/rule.ts";
import type { Giver, Move, Remedy } from "../remedy/remedy.ts";
import { asMinor, toUnit } from "../values/exposure.ts";
import type { CountryCode } from "../values/identifier.ts";
import { type MeasuredInput, ofItsDay, withListings } from "./assessment-input.ts";
import { moveSupply } from "./moved-supply.ts";
import { type Observation, observeRule } from "./observation.ts";
import { createViews } from "./views.ts";
import type { AskedMove } from "./what-if.ts";

/** A remedy as moves that a what-if makes, with which the rule was seen to clear its limit. */
export interface TriedRemedy {
  moves: AskedMove[];
  /** Where its new source stands; `null` where there is none. */
  newSourceIn: CountryCode | null;
}

/** The name of a source that is not there yet. */
const NEW_SOURCE = "NEW SOURCE";
// A command with more moves is no longer readable.
const MOST_MOVES = 4;

/**
 * A remedy as moves from known suppliers to the takers that it names, and to a new source, for example in the country of its largest
 * taker, or of the largest holder that may be one. `null` where that is not the same: for a loss; where a giver is no supplier, or
 * gives only what it makes in one country; where nobody is known in whose country a new source could stand; and wherever these
 * moves do not bring the rule to where the remedy says.
 */
export function triedRemedy(given: MeasuredInput, observation: Observation): TriedRemedy | null {
  const { rule, group, remedy } = observation;
  if (remedy === null || "none" in remedy) return null;
  const { movedBy, removes } = factsOf(rule.measure);
  // To try a loss, all single removals would have to be ranked again, which takes as long as an assessment.
  if (movedBy !== "supplier" || removes !== null) return null;
  const tried = remedyMoves(remedy, given);
  if (tried === null || tried.moves.length > MOST_MOVES) return null;
  const after = observedAfter(given, rule, tried.moves)?.find((one) => one.group === group);
  return after?.observed != null && clears(rule, remedy, after.observed) ? tried : null;
}

function clears(
  rule: Rule,
  { limit, clearsPossible }: Remedy & Move,
  { lower, upper }: { lower: number; upper: number },
) {
  const [certain, possible] = limitsOf(rule).side === "above" ? [lower, upper] : [upper, lower];
  return !crosses(rule, certain, limit) && !(clearsPossible && crosses(rule, possible, limit));
}

/** What a rule observes after moves; `null` where they cannot be made. */
function observedAfter(given: MeasuredInput, rule: Rule, moves: readonly AskedMove[]): Observation[] | null {
  const moved = moveSupply(given, moves);
  if ("problem" in moved) return null;
  const input = ofItsDay(withListings({ ...given, ...moved, policy: { ...given.policy, rules: [rule] } }));
  const { view, viewBefore } = createViews(input, false)(rule);
  return observeRule(rule, view, viewBefore, given.isIncomplete);
}

function remedyMoves(move: Move, { policy, suppliers }: MeasuredInput): TriedRemedy | null {
  const country = [...move.takers, ...move.unsure]
    .map(({ key }) => suppliers.get(key)?.country ?? null)
    .find((one) => one !== null);
  const room = new Map(move.takers.map((taker) => [taker, taker.takes]));
  const moves: AskedMove[] = [];
  let hasNew = false;
  for (const giver of move.givers) {
    if (!isWhole(giver)) return null;
    const { key: from, item } = giver;
    const add = (exposure: number, to: AskedMove["to"]) =>
      moves.push({ exposure: toUnit(asMinor(exposure), policy.unit), item, from, to });
    let left = giver.exposure;
    for (const [taker, takes] of room) {
      const taken = taker.item === item ? Math.min(left, takes) : 0;
      if (taken === 0) continue;
      add(taken, taker.key);
      room.set(taker, takes - taken);
      left -= taken;
    }
    if (left === 0) continue;
    if (country === undefined) return null;
    hasNew = true;
    add(left, { name: NEW_SOURCE, country, inputs: "none" });
  }
  return { moves, newSourceIn: hasNew ? (country ?? null) : null };
}

/** Whether a giver is a supplier that gives of everything that it sells of the item alike, as a what-if moves it. */
function isWhole(giver: Giver): giver is Giver & { key: string; item: string } {
  return giver.key !== null && giver.item !== null && giver.madeIn === null;
}
