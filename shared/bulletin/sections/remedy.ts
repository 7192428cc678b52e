import type { Assessed } from "../../assessment/assess.ts";
import { scopeOf } from "../../assessment/assessment.ts";
import type { Observation } from "../../assessment/observation.ts";
import { groupTitle } from "../../policy/item-names.ts";
import { limitsOf } from "../../policy/limits.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { type Wording, worded } from "../../policy/wording.ts";
import type { Move, Remedy } from "../../remedy/remedy.ts";
import { titleName } from "../../text/alert-name.ts";
import { limitText } from "../../text/limit.ts";
import { indent } from "../../text/lines.ts";
import { wordsOf } from "../../text/measure-words.ts";
import { money } from "../../text/money.ts";
import { nameList } from "../../text/name-list.ts";
import type { RemedyContext } from "../../text/remedy-context.ts";
import { shareText } from "../../text/share.ts";
import { upToDecimals } from "../../values/decimals.ts";
import { asMinor, toUnit } from "../../values/exposure.ts";
import { oneLine } from "../../values/one-line.ts";
import { giverNames } from "./holders-text.ts";
import { spreadLines } from "./spread.ts";
import { takerLines } from "./takers.ts";

// Beside the move for the worst news, others are told in a line each.
const MOST_OTHERS = 5;

/** What stands beside the move: what comes first, and what must be known of a move. */
interface Beside {
  first: string[];
  notes: (move: Move) => string[];
}

const NOTHING_BESIDE: Beside = { first: [], notes: () => [] };

/**
 * The move that would bring the worst rule back inside its limit: who gives, who takes, and how much more that is for them. For
 * other rules only how much must move.
 */
export function remedySection(
  observations: Observation[],
  assessed: Assessed,
  wording: Wording,
  { first, notes }: Beside = NOTHING_BESIDE,
): string[] {
  const [worst, ...others] = observations.filter(({ remedy }) => remedy !== null);
  if (worst === undefined && first.length === 0) return [];
  const short = others.flatMap((one) => shortLine(one, assessed));
  const lines = [
    ...first,
    ...(worst === undefined ? [] : remedyLines(worst, assessed, wording, notes)),
    ...(wording.advice === "" ? [] : [wording.advice]),
    ...(short.length === 0 ? [] : ["For other alerts:", ...short.slice(0, MOST_OTHERS).map(indent)]),
    ...(short.length > MOST_OTHERS ? [`and ${short.length - MOST_OTHERS} more`] : []),
  ];
  return [wording.whatYouCanDo, ...lines.map(indent)];
}

function remedyLines(
  observation: Observation,
  assessed: Assessed,
  wording: Wording,
  notes: (move: Move) => string[],
): string[] {
  const { remedy, rule } = observation;
  if (remedy === null) return [];
  const context = contextOf(observation, assessed);
  const goal = goalText(rule.measure, remedy.limit);
  const which = `${goal} is ${limitMeant(remedy, rule.margin, context)}.`;
  if ("none" in remedy) return [`No move of ${wording.supply} reaches ${goal}: ${remedy.none}.`, which];
  const whole = scopeOf(observation, assessed.assessment)?.exposure ?? null;
  const share = whole === null ? "" : ` (${shareOfWhole(remedy, whole, context, wording)})`;
  return [
    worded(wording.replace, {
      goal,
      amount: `${amountText(remedy, context)}${share}`,
      givers: giverNames(remedy.givers, context),
    }),
    which,
    ...whoTakes(remedy, observation, context, wording),
    ...(remedy.clearsPossible ? [] : [wording.certainOnly]),
    ...notes(remedy),
  ];
}

function whoTakes(
  move: Move,
  { contributions }: Observation,
  context: RemedyContext,
  { newSources }: Wording,
): string[] {
  const { takers } = wordsOf(context.measure);
  if (takers === null) return [];
  if (takers !== "few" && takers !== "many") return takerLines(move, takers, { ...context, newSources });
  const hasKnown = contributions?.keys.some(({ key, isKnown }) => key !== null && isKnown) ?? false;
  return spreadLines(move, takers, { ...context, newSources, hasKnown });
}

/** `USD 21.8 M to reach 63 %: "An item at risk if China stops (bess)" [china-look-through-by-item]` */
function shortLine(observation: Observation, assessed: Assessed): string[] {
  const { remedy, rule } = observation;
  if (remedy === null) return [];
  const context = contextOf(observation, assessed);
  const goal = goalText(rule.measure, remedy.limit);
  const name = `"${titleName(rule.title, context.group)}" [${rule.id}]`;
  if ("none" in remedy) return [`no move reaches ${goal}: ${name}`];
  const { unit } = context;
  return [`${money(toUnit(asMinor(remedy.exposure), unit), unit)} to reach ${goal}: ${name}`];
}

function contextOf(
  { rule, group }: Observation,
  { assessment, view, nameOf, itemOf }: Assessed,
): RemedyContext {
  return {
    measure: rule.measure,
    side: limitsOf(rule).side,
    group: groupTitle({ group, by: rule.by }, itemOf),
    by: rule.by,
    unit: assessment.unit,
    growth: view.growth,
    trustsUnmapped: view.network.unmappedSuppliers === "safe",
    nameOf,
    itemOf,
  };
}

/** `63 %`, `HHI 900`. */
function goalText(measure: RemedyContext["measure"], limit: number): string {
  return `${measure.kind === "hhi" ? "HHI " : ""}${limitText(measure, limit)}`;
}

/** What a goal is: `the warning limit`, `2 points below the critical limit`, `1 above the warning minimum`. */
function limitMeant({ level }: Remedy, margin: number, { measure, side }: RemedyContext): string {
  const [noun, inside] = side === "above" ? ["limit", "below"] : ["minimum", "above"];
  const limit = `the ${level} ${noun}`;
  return margin === 0 ? limit : `${marginText(measure, margin)} ${inside} ${limit}`;
}

const MARGIN_DIGITS = 10;

function marginText(measure: RemedyContext["measure"], margin: number): string {
  const { unit } = factsOf(measure);
  if (unit === "number") return upToDecimals(margin, MARGIN_DIGITS);
  return `${upToDecimals(unit === "fraction" ? margin * 100 : margin, MARGIN_DIGITS)} points`;
}

/** `USD 23.7 M of bess`. */
function amountText({ exposure, givers }: Move, { unit, by, itemOf }: RemedyContext): string {
  const items = givers.flatMap(({ item }) => (item === null || by === "item" ? [] : oneLine(itemOf(item))));
  const what = items.length === 0 ? "" : ` of ${nameList(items)}`;
  return `${money(toUnit(asMinor(exposure), unit), unit)}${what}`;
}

/** `19.9 % of supply`. */
function shareOfWhole(
  { exposure }: Move,
  whole: number,
  { unit, group }: RemedyContext,
  { supply }: Wording,
): string {
  const share = shareText(toUnit(asMinor(exposure), unit) / whole);
  return `${share} of ${group === null ? supply : oneLine(group)}`;
}
