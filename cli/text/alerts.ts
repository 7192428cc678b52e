import { isOpen } from "../../shared/alerts/alert.ts";
import type { Assessment } from "../../shared/assessment/assessment.ts";
import type { Beside } from "../../shared/benchmark/beside.ts";
import { type ItemOf, itemNames } from "../../shared/policy/item-names.ts";
import { type Policies, ruleIn, wordsIn } from "../../shared/policy/policies.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import type { AlertStatus } from "../../shared/recompute/alert-status.ts";
import type { Unreadable } from "../../shared/supply/unreadable.ts";
import { acknowledgedText } from "../../shared/text/acknowledged.ts";
import { alertNameToday } from "../../shared/text/alert-name.ts";
import { besideLines } from "../../shared/text/beside.ts";
import { type CommandPlace, commandsInLine } from "../../shared/text/command.ts";
import { ruleLimitPhrase } from "../../shared/text/limit.ts";
import { intervalText } from "../../shared/text/measured-value.ts";
import { missingLine, placesCommand } from "../../shared/text/missing.ts";
import { refusedLine } from "../../shared/text/refused.ts";
import { unconfirmedLine } from "../../shared/text/unconfirmed.ts";
import { unfinishedHeads } from "../../shared/text/unfinished.ts";
import { unreadableCount, unreadableRemedy } from "../../shared/text/unreadable.ts";
import { noneOpen, type Unseen } from "../../shared/text/unseen.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Bounds } from "../../shared/values/interval.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { coloured, columns } from "../terminal/output.ts";

/** What stands beside the open alerts of a sector. */
export function besideOpen(beside: Beside, assessment: Assessment, alerts: readonly AlertStatus[]): string[] {
  return besideLines(beside, assessment, alerts.filter(isOpen), MOST_COMPARED);
}

const LACKS = [
  "unreadable",
  "unreadableItems",
  "unreadableSince",
  "refused",
  "unconfirmed",
  "unfinished",
  "missing",
  "overlaps",
] as const satisfies (keyof Assessment)[];

/** Why figures are incomplete, one line for each reason. Assessments of earlier versions may not have these fields. */
export function lackLines(
  found: Partial<Pick<Assessment, (typeof LACKS)[number]>> & Pick<Assessment, "unit">,
  place: CommandPlace,
): string[] {
  const {
    unreadable = 0,
    unreadableItems = [],
    unreadableSince,
    refused,
    unconfirmed,
    unfinished,
    missing,
    overlaps,
    unit,
  } = found;
  return [
    ...(refused === undefined ? [] : [refusedLine(refused, unit)]),
    ...(unconfirmed === undefined ? [] : [unconfirmedLine(unconfirmed, unit)]),
    ...(unfinished === undefined ? [] : unfinishedHeads(unfinished)),
    ...(missing === undefined
      ? []
      : [`${missingLine(missing, unit)} ${commandsInLine([placesCommand(place)])}`]),
    ...unreadableNote({ count: unreadable, first: unreadableItems }, unreadableSince, place),
    ...(overlaps === undefined ? [] : ["Figures overlap and are counted twice."]),
  ];
}

function unreadableNote(bad: Unreadable, since: Day | undefined, place: CommandPlace): string[] {
  if (bad.count === 0) return [];
  const { text, commands } = unreadableRemedy(bad, place);
  return [
    [unreadableCount(bad, since), text, commandsInLine(commands)].filter((part) => part !== "").join(" "),
  ];
}

/** The mark of a sector with illustrative data. */
export function illustrativeMark(share: number): string {
  return share > 0 ? "  (illustrative data)" : "";
}

const INDENT = 2;
// Most rules of a sector ask about the same countries.
const MOST_COMPARED = 3;

/**
 * One line per alert, for a text that moves it in by two columns: level, title, what was observed, its limit, and what happened.
 * What was observed before the day `decided` has its day.
 */
export function alertLines(
  sector: SectorId,
  alerts: AlertStatus[],
  policies: Policies,
  { unseen = null, decided = null }: { unseen?: Unseen | null; decided?: Day | null } = {},
): string[] {
  // Do not say that every rule is inside its limits: one may look ahead, or wait for more runs.
  if (alerts.length === 0) return [noneOpen(unseen)];
  const itemOf = itemNames(wordsIn(policies, sector));
  const rows = alerts.map((alert) => [
    alert.level,
    ruleTitle(alert, ruleIn(policies, sector, alert.rule), itemOf),
    alertValue(alert, ruleIn(policies, sector, alert.rule), decided),
    (alert.event ?? `since ${alert.since}`) +
      (alert.silencedUntil === null ? "" : `, silenced until ${alert.silencedUntil}`) +
      acknowledgedWithId(alert),
  ]);
  return columns(rows, INDENT).map((line, index) => {
    const level = alerts[index]?.level ?? "none";
    return coloured(level, line.slice(0, level.length)) + line.slice(level.length);
  });
}

/** Who knows of it, with the id that `ack --withdraw` takes. */
function acknowledgedWithId({ acknowledged }: AlertStatus): string {
  return acknowledged === null ? "" : `, ${acknowledgedText(acknowledged)} (${oneLine(acknowledged.id)})`;
}

function ruleTitle({ rule, group, reason }: AlertStatus, own: Rule | undefined, itemOf: ItemOf): string {
  return rule === null ? reason : alertNameToday(own, { rule, group }, itemOf);
}

function alertValue(status: AlertStatus, own: Rule | undefined, decided: Day | null): string {
  const { observed, observedAsOf, limit, event, reason } = status;
  // What ended without being observed ended for another reason than its figure.
  if (event === "resolved" && observed === null) return reason;
  if (own !== undefined && status.isWithheld) return withheldValue(own, status);
  const value = own === undefined ? "" : besideLimit(own, observed, limit);
  const isOlder = decided !== null && observedAsOf !== null && observedAsOf !== decided;
  return value === "" || !isOlder ? value : `${value} (as of ${observedAsOf})`;
}

/** A value that looks better only in incomplete data, after what was last known. */
function withheldValue(rule: Rule, { observed, lastKnown, limit }: AlertStatus): string {
  if (observed === null || limit === null) return "";
  const inIncomplete = `${intervalText(rule.measure, observed, limit)} in incomplete data`;
  if (lastKnown === null) return `${inIncomplete}, ${ruleLimitPhrase(rule, limit)}`;
  return `${besideLimit(rule, lastKnown.observed, limit)} (last known, as of ${lastKnown.asOf}; ${inIncomplete})`;
}

/** What was observed, and the limit of its rule; nothing when one of them is missing. */
export function besideLimit(rule: Rule, observed: Bounds | null, limit: number | null): string {
  if (observed === null || limit === null) return "";
  return `${intervalText(rule.measure, observed, limit)}, ${ruleLimitPhrase(rule, limit)}`;
}
