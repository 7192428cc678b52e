import type { Assessed } from "../../assessment/assess.ts";
import { scopeOf } from "../../assessment/assessment.ts";
import type { Observation } from "../../assessment/observation.ts";
import { limitsOf } from "../../policy/limits.ts";
import type { Move, Remedy } from "../../remedy/remedy.ts";
import { titleName } from "../../text/alert-name.ts";
import { limitText } from "../../text/limit.ts";
import { sentence } from "../../text/lines.ts";
import { wordsOf } from "../../text/measure-words.ts";
import { money } from "../../text/money.ts";
import { nameList } from "../../text/name-list.ts";
import type { RemedyContext } from "../../text/remedy-context.ts";
import { shareText } from "../../text/share.ts";
import { asMinor, toUnit } from "../../values/exposure.ts";
import { oneLine } from "../../values/one-line.ts";
import { spreadText } from "./spread.ts";
import { giverNames, takersText } from "./takers.ts";

/** The move that would bring each rule back inside its limit: who gives, who takes, and whether they can. */
export function remedySection(observations: Observation[], assessed: Assessed): string[] {
  const lines = observations.flatMap((observation) => {
    const { rule, group, remedy } = observation;
    if (remedy === null) return [];
    const context = contextOf(observation, assessed);
    const title = titleName(rule.title, group);
    const goal = goalText(remedy, rule.margin, context);
    if ("none" in remedy) return [`  ${title}: no move of supply reaches ${goal}: ${remedy.none}.`];
    const whole = scopeOf(observation, assessed.assessment)?.exposure ?? null;
    return [`  ${title}: to reach ${goal}, ${remedyText(remedy, whole, context)}`];
  });
  return lines.length === 0 ? [] : ["WHAT YOU CAN DO", ...lines];
}

function contextOf({ rule, group }: Observation, { assessment, view, nameOf }: Assessed): RemedyContext {
  return {
    measure: rule.measure,
    side: limitsOf(rule).side,
    group,
    by: rule.by,
    unit: assessment.unit,
    growth: view.growth,
    trustsUnmapped: view.network.unmappedSuppliers === "safe",
    nameOf,
  };
}

/** `25 % (the warning limit)`, `63 % (2 % inside the critical limit)`, `3 (the warning minimum)`. */
function goalText({ limit, level }: Remedy, margin: number, { measure, side }: RemedyContext): string {
  const noun = `the ${level} ${side === "above" ? "limit" : "minimum"}`;
  const from = margin === 0 ? noun : `${limitText(measure, margin)} inside ${noun}`;
  return `${limitText(measure, limit)} (${from})`;
}

function remedyText(move: Move, whole: number | null, context: RemedyContext): string {
  const hedge = move.clearsPossible ? "" : " This clears what is certain, not what is possible.";
  const amount = amountText(move, whole, context);
  const giving = `move ${amount} from ${giverNames(move.givers, context)}`;
  const { takers } = wordsOf(context.measure);
  if (takers === null) return `${sentence(giving)}${hedge}`;
  return takers === "few" || takers === "many"
    ? `${giving}${spreadText(move, takers, context)}${hedge}`
    : `${sentence(giving)} ${takersText(move, takers, context)}${hedge}`;
}

/** `USD 23.7 M of bess (19.9 % of all supply)`. */
function amountText({ exposure, givers }: Move, whole: number | null, context: RemedyContext): string {
  const { unit, group, by } = context;
  const amount = toUnit(asMinor(exposure), unit);
  const items = givers.flatMap(({ item }) => (item === null || by === "item" ? [] : oneLine(item)));
  const what = items.length === 0 ? "" : ` of ${nameList(items)}`;
  const share =
    whole === null
      ? ""
      : ` (${shareText(amount / whole)} of ${group === null ? "all supply" : oneLine(group)})`;
  return `${money(amount, unit)}${what}${share}`;
}
