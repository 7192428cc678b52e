import { type Level, levelOf } from "../policy/level.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Rule } from "../policy/rule.ts";
import type { Interval } from "../values/interval.ts";

const INCOMPLETE = "Not certain: data is missing, and with it the figure may be higher or lower.";
const POSSIBLE = "Not certain: what is known is inside the limit, and what is unknown could cross it.";
const INSIDE = "It is inside its limit now, but not yet by enough, or for long enough, to end the alert.";

/** Whether a limit is crossed whatever the unknown turns out to be. `level` is that of the alert, `none` when it is over. */
export function verdictText(rule: Rule, level: Level, observed: Interval, isIncomplete: boolean): string {
  if (isIncomplete) return INCOMPLETE;
  // The unknown is here what is counted.
  if (factsOf(rule.measure).family === "unknown") return "Certain: this rule counts what is unknown today.";
  const now = levelOf(rule, observed);
  const isKnown = observed.lower === observed.upper;
  if (now === "none") return level === "none" ? overText(isKnown) : INSIDE;
  if (now === "possible") return POSSIBLE;
  const limit = now === level ? "the limit" : `the ${now} limit`;
  return isKnown
    ? `Certain: ${limit} is crossed, and nothing unknown could change this figure.`
    : `Certain: ${limit} is crossed, whatever the unknown parts turn out to be.`;
}

function overText(isKnown: boolean): string {
  return isKnown
    ? "Certain: the figure is inside its limits, and nothing unknown could change it."
    : "Certain: the figure is inside its limits, whatever the unknown parts turn out to be.";
}
