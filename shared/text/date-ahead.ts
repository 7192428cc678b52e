import type { DateAhead, HoldingsChange, JudgedAhead, ListChanges } from "../ahead/date-ahead.ts";
import type { First, HoldingMove, Named, OwnerMove } from "../ahead/supply-ahead.ts";
import { groupTitle, itemNames } from "../policy/item-names.ts";
import { limitsOf } from "../policy/limits.ts";
import type { Policy } from "../policy/policy.ts";
import type { Rule } from "../policy/rule.ts";
import { wordingOf } from "../policy/wording.ts";
import { noun, someOf } from "../values/count.ts";
import type { Day } from "../values/day.ts";
import { oneLine } from "../values/one-line.ts";
import { calendarText } from "./calendar-text.ts";
import { alertText, type DayNames, dayResult } from "./day-alert.ts";
import { dayText } from "./day-text.ts";
import { daysLeft } from "./days-left.ts";
import { limitText, ruleLimitPhrase } from "./limit.ts";
import { listTitle } from "./list-title.ts";
import { rangeText } from "./measured-value.ts";
import { percentNumber } from "./share.ts";

type Told<Kind extends DateAhead["kind"]> = Extract<DateAhead, { kind: Kind }>;
type Context = Pick<Policy, "restrictedLists"> & DayNames;

const MOST_FOUND = 3;
const MOST_NAMES = 3;

/** A date ahead as a line: `1 Jan 2027, 154 days left: …`. */
export function dateAheadLine(one: DateAhead, policy: Context, today: Day): string {
  return `${dayText(one.date)}, ${daysLeft(today, one.date)}: ${dateAheadText(one, policy)}`;
}

/** What becomes different on a date, without the date. */
export function dateAheadText(one: DateAhead, policy: Context): string {
  return (textOf[one.kind] as (one: DateAhead, policy: Context) => string)(one, policy);
}

const textOf: { [Kind in DateAhead["kind"]]: (one: Told<Kind>, policy: Context) => string } = {
  "rule-begins": ({ rule, found }, policy) => {
    const results = found.map((one) => {
      const shown = groupTitle({ group: one.group, by: rule.by }, itemNames(policy));
      return shown === null ? resultText(one) : `${resultText(one)} (${oneLine(shown)})`;
    });
    return `the rule ${alertText({ rule: rule.id, group: null }, policy)} begins${results.length === 0 ? "" : `: ${someOf(results, MOST_FOUND)}`}`;
  },
  "rule-ends": ({ rule }, policy) =>
    `the rule ${alertText({ rule: rule.id, group: null }, policy)} ends, and raises no alert any more`,
  "list-changes": listText,
  "holdings-change": holdingsText,
  "data-stale": ({ newestDate }) =>
    `the data is stale from then on, unless newer data than that of ${dayText(newestDate)} comes`,
  "silence-ends": ({ rule, group, by }, policy) =>
    `the silence of ${oneLine(by)} over ${rule === null ? "every rule" : alertText({ rule, group }, policy)} ends`,
  calendar: calendarText,
  "acknowledgement-ends": ({ rule, group, by }, policy) =>
    `what ${oneLine(by)} acknowledged may be reminded of again: ${alertText({ rule, group }, policy)}`,
};

/** `LG comes on the list "X": over the limit of "No listed company" (45.0 %, limit 0 %) [no-listed]`. */
function listText(one: ListChanges, policy: Context): string {
  const { rules, found } = one;
  const moves = listMovesText(one, policy);
  const results = found.flatMap((one) =>
    one.observed === null ? [] : `${dayResult(one, policy)} [${one.rule.id}]`,
  );
  if (results.length > 0) return `${moves}: ${someOf(results, MOST_FOUND)}`;
  if (rules.length > 0)
    return `${moves}, which ${someOf(
      rules.map((rule) => alertText({ rule, group: null }, policy)),
      MOST_FOUND,
    )} ${noun(rules.length, "uses", "use")}`;
  return `${moves}, which no rule in force then uses`;
}

/** `LG comes on the list "X"; BYD goes off the list "X"`. */
export function listMovesText({ list, comes, goes }: ListChanges, policy: Context): string {
  const title = listTitle(list, policy);
  return [
    ...(comes.all === 0
      ? []
      : [`${firstNames(comes, policy)} ${noun(comes.all, "comes", "come")} on ${title}`]),
    ...(goes.all === 0 ? [] : [`${firstNames(goes, policy)} ${noun(goes.all, "goes", "go")} off ${title}`]),
  ].join("; ");
}

/** `over limit 40 % (40.5 %)`, `inside its limits (0.0 %)`, with `perhaps` where only the possible bound is. */
function resultText({ rule, observed, level, limit }: JudgedAhead): string {
  if (observed === null) return "nothing to measure";
  const where = level === "none" ? "inside its limits" : beyondText(rule, limit);
  const hedge = level === "possible" ? "perhaps " : "";
  return `${hedge}${where} (${rangeText(rule.measure, observed, limit)})`;
}

/** `over limit 40 %`, `under minimum 3`, `at or over 5 %`. */
function beyondText(rule: Rule, limit: number): string {
  const { side, limits } = limitsOf(rule);
  const beyond = side === "above" ? "over" : "under";
  return limits.atLimit === true
    ? `at or ${beyond} ${limitText(rule.measure, limit)}`
    : `${beyond} ${ruleLimitPhrase(rule, limit)}`;
}

/** `Geely no longer holds 51 % of Acme: the owner of Acme is no longer known (Geely until then)`. */
function holdingsText(change: HoldingsChange, policy: Context): string {
  const told = holdingMovesText(change, policy);
  return change.owners.all === 0
    ? `${told}; no owner changes by it`
    : `${told}; ${ownersText(change, policy)}`;
}

/** What holders hold from then on. */
export function holdingMovesText({ moves }: HoldingsChange, policy: Context): string {
  const told = moves.first.map((move) => moveText(move, policy));
  return someOf(told, MOST_NAMES, moves.all);
}

/** Which suppliers get another owner, or may; empty where none does. */
export function ownersText({ owners }: HoldingsChange, policy: Context): string {
  const told = owners.first.map((move) => ownerText(move, policy));
  return someOf(told, MOST_NAMES, owners.all);
}

/** `Geely holds 51.0 % of Acme (equity), until then 40.0 %`, `Geely no longer holds 51.0 % of Acme (equity)`. */
function moveText({ supplier, holder, of, before, after }: HoldingMove, policy: Context): string {
  const who = holder === null ? "holders who are not named" : shownName(holder, policy);
  const verb = holder === null ? "hold" : "holds";
  const whom = `${shownName(supplier, policy)} (${of})`;
  if (after === null)
    return `${who} no longer ${verb} ${before === null ? "a part" : partText(before)} of ${whom}`;
  const now = `${who} ${verb} ${partText(after)} of ${whom}`;
  return before === null ? now : `${now}, until then ${partText(before)}`;
}

function partText({ minShare, maxShare }: NonNullable<HoldingMove["before"]>): string {
  if (minShare === null) return maxShare === null ? "a part" : `at most ${percentNumber(maxShare, 1)} %`;
  const least = percentNumber(minShare, 1);
  if (maxShare === null) return `${least} % or more`;
  return minShare === maxShare ? `${least} %` : `${least} to ${percentNumber(maxShare, 1)} %`;
}

/** `Acme belongs to Geely, until then to itself`. */
function ownerText({ supplier, before, after }: OwnerMove, policy: Context): string {
  if (before === null && after === null)
    return `who owns ${shownName(supplier, policy)} is not known before or after`;
  const whose = (owner: Named | null) =>
    owner === null
      ? "nobody who is known for certain"
      : owner.id === supplier.id
        ? "itself"
        : shownName(owner, policy);
  return `${shownName(supplier, policy)} belongs to ${whose(after)}, until then to ${whose(before)}`;
}

/** What readers call somebody; an assessment holds the names of rows. */
function shownName({ id, name }: Named, policy: Context): string {
  return oneLine((id === null ? undefined : wordingOf(policy).names.get(id)) ?? name);
}

function firstNames({ first, all }: First<Named>, policy: Context): string {
  return someOf(
    first.map((one) => shownName(one, policy)),
    MOST_NAMES,
    all,
  );
}
