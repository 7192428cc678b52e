import type { Attribution, BoundFound } from "../../attribution/attribution.ts";
import type { StoredContributions } from "../../measures/contribution.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { countryInText } from "../../values/country-in-text.ts";
import { oneLine } from "../../values/one-line.ts";
import { type MoveContext, moveText } from "./move.ts";
import { reassignedText } from "./reassigned.ts";
import { type ShownChange, shownSteps, stepsAsChange } from "./shown-steps.ts";

const MOST_MOVES = 3;

/**
 * Says so when the largest loss is now that of another owner or country. Then no key explains the change;
 * otherwise `null`.
 */
export function otherRemoval({ measure, bound, nameOf }: MoveContext, before: BoundFound, after: BoundFound) {
  const [then, now] = [before, after].map(({ contributions }) => contributions.removed?.[bound]);
  const { removes } = factsOf(measure);
  if (removes === null || then === now) return null;
  const name = (key: string | null | undefined) => {
    if (key == null) return `an unknown ${removes}`;
    return oneLine(removes === "country" ? countryInText(key) : nameOf(key));
  };
  return [`  most was lost if ${name(then)} stops, now most is lost if ${name(now)} stops`];
}

/**
 * One line for each of the largest visible moves, of keys and by what was reassigned, and one for all others if there are several. The numbers add
 * up to the shown total.
 */
export function moveLines(
  { moves: keyMoves, reassigned, rest, spread }: Attribution,
  { digits, total }: ShownChange,
  context: MoveContext,
  contributions: StoredContributions,
): string[] {
  const stepsOf = (value: number) => shownSteps(context.measure, value, digits);
  const moves = [
    ...keyMoves.map((move) => ({ delta: move.delta, lines: () => moveText(move, context) })),
    ...reassigned.map((move) => ({ delta: move.delta, lines: () => [reassignedText(move, context)] })),
  ].sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
  const visible = moves.filter(({ delta }) => stepsOf(delta) !== 0);
  const named = visible.slice(0, visible.length <= MOST_MOVES + 1 ? MOST_MOVES + 1 : MOST_MOVES);
  const left = named.reduce((steps, { delta }) => steps - stepsOf(delta), total - stepsOf(spread));
  const others = moves.reduce((sum, move) => sum + (named.includes(move) ? 0 : move.delta), rest);
  const isRounding = stepsOf(others) === 0 && named.length > 0;
  const line = (steps: number, [text, ...details]: string[]) => {
    if (steps === 0) return [];
    return [`  ${stepsAsChange(steps, digits)} ${text}`, ...details.map((detail) => `    ${detail}`)];
  };
  return [
    ...named.flatMap((move, at) => {
      const rounding = isRounding && at === 0 ? left : 0;
      return line(stepsOf(move.delta) + rounding, move.lines());
    }),
    ...line(isRounding ? 0 : left, [`all others${smallest(contributions)}`]),
    ...line(stepsOf(spread), ["by another possible spread of what is unknown"]),
  ];
}

function smallest({ rest }: StoredContributions): string {
  return rest === null ? "" : `, the ${rest.keys} smallest as one`;
}
