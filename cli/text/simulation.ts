import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import type { ChangedRule } from "../../shared/assessment/changed-rules.ts";
import { type ItemOf, itemNames, itemsWithCodes } from "../../shared/policy/item-names.ts";
import { type Policies, ruleIn, wordsIn } from "../../shared/policy/policies.ts";
import { alertNameToday } from "../../shared/text/alert-name.ts";
import type { CommandPlace } from "../../shared/text/command.ts";
import { placedText } from "../../shared/text/placed.ts";
import { windowText } from "../../shared/text/window.ts";
import { noun } from "../../shared/values/count.ts";
import { lackLines } from "./alerts.ts";
import { changedLimitLines, isChanged, limitAfter, outcomeText, stateText } from "./changed-rule.ts";
import { movedText } from "./moved.ts";
import { removedNames } from "./removed-names.ts";
import {
  chainLines,
  lossLines,
  pairLines,
  recoveryLines,
  removalLines,
  staysLines,
  table,
} from "./simulated-loss.ts";

/**
 * A simulation for a terminal: what moves and which limits change, the rules before and after, loss by item, how it gets in,
 * what stays, and the rankings of single removals and of pairs.
 */
export function simulationLines(result: SimulateResult, policies: Policies, place: CommandPlace): string[] {
  const { sector, moved = [], rules = [], removed, unit } = result;
  const words = wordsIn(policies, sector);
  const itemOf = itemsWithCodes(words);
  const lacks = lackLines(result, place).map((line) => `  ${line}`);
  const limits = changedLimitLines(rules).map((line) => `  ${line}`);
  const moves = moved.map((one) => `  ${movedText(one, unit, words)}`);
  const sections = [
    lacks,
    moves.length === 0 ? [] : ["WHAT MOVES", ...moves],
    limits.length === 0 ? [] : ["OTHER LIMITS", ...limits],
    result.rules === undefined ? [] : ruleLines(rules, result, policies),
    ...(removed === null ? [] : removalSections(result, itemOf)),
    moved.length === 0 && removed === null ? [] : removalLines(result),
    pairLines(result),
  ];
  return [
    headLine(result),
    ...sections.filter((lines) => lines.length > 0).flatMap((lines) => ["", ...lines]),
  ];
}

function removalSections({ scopes, stays, unit, incomplete }: SimulateResult, itemOf: ItemOf): string[][] {
  const [whole] = scopes;
  if (whole !== undefined && stays !== null)
    return [
      [...lossLines(scopes, unit, itemOf), ...placedText(whole.placed ?? {}).map((line) => `  ${line}`)],
      recoveryLines(scopes, unit, itemOf),
      chainLines(whole.chains, unit, itemOf),
      staysLines(stays.owner, whole.loss),
    ];
  const none = incomplete
    ? "no position in the window could be read, so what would be lost is not known"
    : "there is no position in the window, so nothing to lose";
  return [[`  ${none}`]];
}

/** The rules that differ in what is shown of them, and how many others there are. */
function ruleLines(
  rules: readonly ChangedRule[],
  { sector, asOf, incomplete }: SimulateResult,
  policies: Policies,
): string[] {
  const changed = rules.filter(isChanged);
  const others = rules.length - changed.length;
  const rest =
    others === 0
      ? []
      : [
          `  ${others} ${noun(others, "other rule or group shows", "other rules and groups show")} the same figures before and after`,
        ];
  if (changed.length === 0) return ["RULES", "  no rule shows another figure or another level"];
  const itemOf = itemNames(wordsIn(policies, sector));
  const rows = changed.map((rule) => [
    alertNameToday({ title: rule.title, by: ruleIn(policies, sector, rule.rule)?.by }, rule, itemOf),
    stateText(rule, "before"),
    stateText(rule, "after"),
    [limitAfter(rule), outcomeText(rule, asOf)].filter((text) => text !== "").join(", "),
  ]);
  const isHeldBack = incomplete && changed.some((rule) => outcomeText(rule, asOf).includes("could"));
  return [
    ...table(["RULES", "before", "after", ""], rows),
    ...rest,
    ...(isHeldBack ? ["  data is missing: no alert ends or eases until it is there"] : []),
  ];
}

function headLine(result: SimulateResult): string {
  const { sector, asOf, illustrative } = result;
  const without = removedNames(result).join(", ");
  const marked = illustrative > 0 ? "  (illustrative data)" : "";
  return `${sector} as of ${asOf}, ${windowText(result)}${without === "" ? "" : `, without ${without}`}${marked}`;
}
