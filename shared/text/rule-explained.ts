import { LONGEST_TEXT } from "../policy/bounds.ts";
import { calledMeasure } from "../policy/called-measure.ts";
import { firstLimit, limitsOf, withMargin } from "../policy/limits.ts";
import { factsOf } from "../policy/measure-facts.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../policy/rule.ts";
import { isAddress, LONGEST_RUNBOOK } from "../policy/runbook.ts";
import { wordingOf } from "../policy/wording.ts";
import { counted, noun } from "../values/count.ts";
import type { Unit } from "../values/exposure.ts";
import { lineOf } from "../values/one-line.ts";
import { explainCompared } from "./benchmark-explained.ts";
import { limitText } from "./limit.ts";
import { explainMeasure } from "./measure-explained.ts";
import { exactMoney } from "./money.ts";

/** A part of an explanation: its heading and its sentences. */
export interface ExplainedPart {
  heading: string;
  sentences: string[];
}

/** A rule of a policy in plain words. */
export function explainRule(rule: Rule, policy: Policy): ExplainedPart[] {
  return [
    {
      heading: "What it measures",
      sentences: [explainMeasure(calledMeasure(rule.measure, wordingOf(policy))), ...basisOf(rule, policy)],
    },
    {
      heading: "When it alerts",
      sentences: [...levelsOf(rule), ...beginning(rule, policy.unit), ...ending(rule)],
    },
    ...(policy.benchmark === undefined
      ? []
      : [{ heading: "Beside the market", sentences: explainCompared(rule, policy.benchmark) }]),
    ...(rule.runbook === undefined
      ? []
      : [{ heading: "What to do", sentences: [runbookText(rule.runbook)] }]),
    {
      heading: "Why",
      sentences: [whole(rule.why, LONGEST_TEXT.why), `Source: ${whole(rule.source, LONGEST_TEXT.source)}`],
    },
  ];
}

/** A text of a policy on one line, with nothing left out. */
const whole = lineOf;

function runbookText(runbook: string): string {
  return isAddress(runbook) ? runbook : whole(runbook, LONGEST_RUNBOOK);
}

function basisOf(rule: Rule, policy: Policy): string[] {
  const { unit, windowDays, window, staleAfterDays } = policy;
  const end = window === "last-period" ? "the newest date of a position" : "the day of the run";
  const days = `${counted(windowDays)} ${noun(windowDays, "day")}`;
  const isHeld = staleAfterDays !== undefined && window !== "last-period";
  return [
    `It counts exposure in ${unit} of ${scopeOf(rule)}: of positions dated in the ${days} up to ${end}, and of those without a date. A figure for a period counts when its last day and at least half of its days are in them.`,
    ...(isHeld
      ? [
          `When the newest position is more than ${staleAfterDays} days old, these days end ${staleAfterDays} days after it.`,
        ]
      : []),
    ...knowledge(rule, policy),
  ];
}

function scopeOf({ by }: Rule): string {
  return by === undefined ? "the whole sector" : `each ${by}, with an alert for each`;
}

/** What is assumed about owners, inputs and countries, where the measure asks about them. */
function knowledge(rule: Rule, { controlStake, unmappedSuppliers, countAs }: Policy): string[] {
  const { family } = factsOf(rule.measure);
  const stake = `${Number(((rule.controlStake ?? controlStake) * 100).toFixed(4))} %`;
  const merged = Object.entries(countAs ?? {}).map(([from, to]) => `${from} as ${to}`);
  const undeclared =
    unmappedSuppliers === "safe"
      ? "A supplier that declared no inputs counts as safe."
      : "A supplier that declared no inputs may depend on whatever stops: that is possible, and not certain.";
  return [
    ...(asksForOwners(rule) ? [`A parent controls a supplier from a stake of ${stake}.`] : []),
    ...(family === "tiers" ? [undeclared] : []),
    ...(merged.length === 0 ? [] : [`Countries that count as others: ${merged.join(", ")}.`]),
    "What is not known makes it a range, from what is certain to what is possible.",
  ];
}

function asksForOwners({ measure }: Rule): boolean {
  const { family, shownBy, names } = factsOf(measure);
  const isByOwner = shownBy.some((facet) => facet === "owner" || facet === "control");
  return family === "tiers" || isByOwner || names.list !== null;
}

function levelsOf(rule: Rule): string[] {
  const { critical, warning } = limitsOf(rule).limits;
  const quiet = rule.possible === "quiet" ? " That alone sends no message." : "";
  return [
    ...(critical === undefined ? [] : [`critical: what is certain is ${beyond(rule, critical)}.`]),
    ...(warning === undefined ? [] : [`warning: what is certain is ${beyond(rule, warning)}.`]),
    `possible: only what is possible is ${beyond(rule, firstLimit(rule))}.${quiet}`,
  ];
}

function beyond(rule: Rule, limit: number): string {
  const { side, limits } = limitsOf(rule);
  const text = limitText(rule.measure, limit);
  if (limits.atLimit === true) return `${text} or ${side === "above" ? "more" : "less"}`;
  return `${side === "above" ? "more" : "less"} than ${text}`;
}

function beginning({ for: runs, by, atLeast, effectiveFrom, effectiveUntil }: Rule, unit: Unit): string[] {
  return [
    ...(atLeast === undefined
      ? []
      : [
          `While ${by === undefined ? "the sector" : by === "item" ? "an item" : "a program"} certainly has less than ${exactMoney(atLeast, unit)}, it raises nothing, and an alert that is open is closed.`,
        ]),
    runs === 1
      ? "The first run that finds one of these raises an alert; a worse level is told at once."
      : `${counted(runs)} runs in a row that find one of these raise an alert; then a worse level is told at once.`,
    ...(effectiveFrom === undefined
      ? []
      : [`It is in force from ${effectiveFrom}: before, it is announced and raises nothing.`]),
    ...(effectiveUntil === undefined
      ? []
      : [`It ends on ${effectiveUntil}: from then on it raises nothing.`]),
  ];
}

function ending(rule: Rule): string[] {
  const { limits } = limitsOf(rule);
  const left = (["critical", "warning"] as const).flatMap((level) => {
    const limit = limits[level];
    return limit === undefined
      ? []
      : `it is no longer ${level} when what is certain is ${inside(rule, limit)}`;
  });
  const over = `it is over when even what is possible is ${inside(rule, firstLimit(rule))}`;
  const runs = rule.keep === 1 ? "one run is enough" : `on ${counted(rule.keep)} runs in a row`;
  const reminder =
    rule.remindEveryDays === undefined
      ? "There are no reminders."
      : `While it is open, there is a reminder ${counted(rule.remindEveryDays)} ${noun(rule.remindEveryDays, "day")} after the last message${rule.possible === "quiet" ? ", unless it is only possible" : ""}.`;
  return [`Once raised, ${[...left, over].join("; ")}; ${runs}, and only with complete data.`, reminder];
}

function inside(rule: Rule, limit: number): string {
  const { side } = limitsOf(rule);
  // With `atLimit` there is always a margin, so that the value at which a limit is cleared does not cross it.
  const text = limitText(rule.measure, withMargin(limit, side, rule.margin));
  return `${text} or ${side === "above" ? "less" : "more"}`;
}
