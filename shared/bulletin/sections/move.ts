import type { BeforeAndAfter, KeyMove } from "../../attribution/key-move.ts";
import type { Measure } from "../../policy/measure.ts";
import { factsOf, isConcentration } from "../../policy/measure-facts.ts";
import { unknownNouns } from "../../text/facet-nouns.ts";
import { keyInText, type NameOf } from "../../text/key-name.ts";
import { money } from "../../text/money.ts";
import type { Unit } from "../../values/exposure.ts";
import type { Bound } from "../../values/interval.ts";

/** What a line about a move needs besides the move. */
export interface MoveContext {
  measure: Measure;
  bound: Bound;
  unit: Unit;
  nameOf: NameOf;
}

/** What happened to a key; and, when only a part of its exposure counts, below it how much counts. */
export function moveText(move: KeyMove, context: MoveContext): string[] {
  const name = moverName(move, context);
  if (move.isBesides && move.passed === null) return [besidesText(move, name, context)];
  const detail = isPartlyCounted(move, context.measure) ? [`of this ${countedText(move, context)}`] : [];
  switch (move.kind) {
    case "came":
    case "left":
    case "grew":
    case "shrank":
      return [`${name} ${move.kind}${exposureText(move, context)}`, ...detail];
    case "counted":
      return [`${name} ${countedText(move, context)}`];
    default:
      return [knowledgeText(move, name, context)];
  }
}

/** What happened to a key apart from what was reassigned: how much, but not from what to what. */
function besidesText({ exposure, counted }: KeyMove, name: string, context: MoveContext): string {
  const grown = exposure.after - exposure.before;
  if (grown !== 0)
    return `${name} ${grown > 0 ? "grew" : "shrank"} otherwise by ${money(Math.abs(grown), context.unit)}`;
  const more = counted.after - counted.before;
  if (more === 0) return `${name} otherwise`;
  const amount = money(Math.abs(more), context.unit);
  return `${name} otherwise: ${amount} ${more > 0 ? "more" : "less"} ${countedWord(context)}`;
}

function moverName({ key, isKnown }: KeyMove, { measure, nameOf }: MoveContext): string {
  const facet = factsOf(measure).dividedBy;
  if (key === null) return `goods of unknown ${unknownNouns[facet]}`;
  if (!isKnown) return `${nameOf(key)} (${unknownNouns[facet]} unknown)`;
  return keyInText(facet, key, nameOf);
}

function knowledgeText(move: KeyMove, name: string, context: MoveContext): string {
  const { passed, kind, exposure } = move;
  const noun = unknownNouns[factsOf(context.measure).dividedBy];
  if (passed !== null) {
    const amount = money(passed, context.unit);
    return kind === "known"
      ? `${name}: ${amount} of unknown ${noun} became known`
      : `${name}: ${amount} became of unknown ${noun}`;
  }
  if (isConcentration(context.measure))
    return `${name} became ${kind}: ${money(exposure.after, context.unit)}`;
  return `${name} became ${kind}, ${countedText(move, context)}`;
}

function exposureText({ exposure }: KeyMove, { unit }: MoveContext): string {
  const { before, after } = exposure;
  const [from, to] = [money(before, unit), money(after, unit)];
  if (from === to) return ` by ${money(Math.abs(after - before), unit)}`;
  return `: ${from} to ${after === 0 ? "0" : to}`;
}

function countedText({ exposure, counted }: KeyMove, { measure, bound, unit }: MoveContext): string {
  const word = countedWord({ measure, bound });
  if (exposure.before === 0) return `${word}: ${money(counted.after, unit)}`;
  if (exposure.after === 0) return `${word}: ${money(counted.before, unit)}`;
  return `${word}: ${money(counted.before, unit)} to ${money(counted.after, unit)}`;
}

function countedWord({ measure, bound }: Pick<MoveContext, "measure" | "bound">): string {
  const isRisk = factsOf(measure).family === "tiers";
  return `${bound === "lower" ? "certainly" : "possibly"} ${isRisk ? "at risk" : "counted"}`;
}

/**
 * Whether only a part of the exposure counts, or another part than before. In a concentration everything
 * counts.
 */
function isPartlyCounted({ exposure, counted }: KeyMove, measure: Measure): boolean {
  if (isConcentration(measure)) return false;
  const fractionAt = (at: keyof BeforeAndAfter) => (exposure[at] === 0 ? [] : [counted[at] / exposure[at]]);
  const fractions = [...fractionAt("before"), ...fractionAt("after")];
  return fractions.some((fraction) => fraction !== fractions[0] || (fraction !== 0 && fraction !== 1));
}
