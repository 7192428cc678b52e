import type { RuleEvent } from "../../shared/alerts/alert.ts";
import type { Level } from "../../shared/policy/level.ts";
import { daysBetween } from "../../shared/values/day.ts";

/**
 * The life of one alert, written down once more as plainly as possible: in whole thousandths, and by counting for each
 * level the runs in a row that stayed below it.
 */
export interface PlainAlert {
  level: Level;
  crossings: number;
  runsBelow: Record<Open, number>;
  /** By which definition of its rule it was looked at last. */
  definition: string | null;
  told: { level: Open; asOf: string; definition: string } | null;
  wasSilenced: boolean;
  /** Who reads it knows of it until that day; without a day until it is another case. */
  acknowledged: { until: string | null } | null;
  /** Everything that the last run rested on. */
  lastRun: string | null;
}

type Open = Exclude<Level, "none">;

export interface PlainRule {
  /** Another one makes it another rule. */
  definition: string;
  /** Whether what is only possible sends nothing of its own. */
  isQuiet: boolean;
  for: number;
  keep: number;
  /** In thousandths, like all that follows. */
  margin: number;
  remindEveryDays: number | undefined;
  warning: number;
  critical: number;
  /** In the unit of the policy. A smaller supply raises nothing. */
  floor: number | undefined;
}

export interface PlainRun {
  asOf: string;
  /** `null` without any data. */
  share: { certain: number; possible: number } | null;
  /** All that was bought, in the unit of the policy. */
  size: number;
  isIncomplete: boolean;
  isSilenced: boolean;
  /** Whether all of the sector is silenced. */
  isSectorSilenced: boolean;
  /** Whether its newest position is too old. */
  isStale: boolean;
  /** `null` once the policy no longer holds it. */
  rule: PlainRule | null;
}

const openLevels = ["possible", "warning", "critical"] as const;
const height = (level: Level) => ["none", ...openLevels].indexOf(level);

export const noAlert: PlainAlert = {
  level: "none",
  crossings: 0,
  runsBelow: { possible: 0, warning: 0, critical: 0 },
  definition: null,
  told: null,
  wasSilenced: false,
  acknowledged: null,
  lastRun: null,
};

/** The level that a share stands for when every limit counts as `nearer` by so much. */
export function plainLevel(
  { certain, possible }: { certain: number; possible: number },
  { warning, critical }: PlainRule,
  nearer = 0,
): Level {
  if (certain > critical - nearer) return "critical";
  if (certain > warning - nearer) return "warning";
  return possible > warning - nearer ? "possible" : "none";
}

/** The alert after a run, and what its readers are told, in this order. */
export function plainTurn(before: PlainAlert, run: PlainRun): { after: PlainAlert; told: RuleEvent[] } {
  const after = structuredClone(before);
  const { isSilenced: _, isSectorSilenced: __, ...restsOn } = run;
  const isRepeat = before.lastRun === JSON.stringify(restsOn);
  after.lastRun = JSON.stringify(restsOn);
  if (run.rule === null || run.rule.definition !== before.definition) {
    Object.assign(after, { level: "none", crossings: 0, acknowledged: null });
  }
  after.definition = run.rule?.definition ?? before.definition;
  if (run.rule === null) after.level = "none";
  else if (isTooSmall(run)) Object.assign(after, { level: "none", crossings: 0 });
  else if (run.share !== null && !isRepeat) observe(after, run.share, run.rule, run.isIncomplete);
  if (isAnotherCase(before, after, run.asOf)) after.acknowledged = null;
  const isOfAnother =
    run.rule !== null && (after.told?.definition ?? run.rule.definition) !== run.rule.definition;
  const isChanged = isOfAnother && !run.isSilenced;
  if (isChanged) after.told = null;
  const due = isOfAnother && run.isSilenced ? null : tell(after, run);
  const told = due === "reminder" && after.acknowledged !== null ? null : due;
  if (told !== null) {
    const { level, definition } = after;
    after.told = level === "none" || definition === null ? null : { level, asOf: run.asOf, definition };
  }
  after.wasSilenced = run.isSilenced;
  return { after, told: [isChanged ? ("rule-changed" as const) : [], told ?? []].flat() };
}

/** Whether there is certainly less than the floor: what is missing may make it more. */
export function isTooSmall({ rule, share, size, isIncomplete }: PlainRun): boolean {
  return share !== null && !isIncomplete && rule?.floor !== undefined && size < rule.floor;
}

/** Whether what was acknowledged is over or worse, or its day has come. */
function isAnotherCase(before: PlainAlert, { level, acknowledged }: PlainAlert, asOf: string): boolean {
  const until = acknowledged?.until ?? null;
  return level === "none" || height(level) > height(before.level) || (until !== null && asOf >= until);
}

/** What is known of the age of a sector's data, and what its readers know of it. */
export interface PlainAge {
  isStale: boolean;
  isTold: boolean;
}

/** The age of a sector's data after a run, and what its readers are told. */
export function plainAge(
  before: PlainAge,
  run: PlainRun,
): { after: PlainAge; told: "stale" | "fresh" | null } {
  // Nothing has no age.
  if (run.share === null) return { after: before, told: null };
  const { isStale } = run;
  if (run.isSectorSilenced || isStale === before.isTold) return { after: { ...before, isStale }, told: null };
  return { after: { isStale, isTold: isStale }, told: isStale ? "stale" : "fresh" };
}

function observe(
  alert: PlainAlert,
  share: { certain: number; possible: number },
  rule: PlainRule,
  isIncomplete: boolean,
): void {
  const reached = plainLevel(share, rule);
  const isBetter = height(reached) < height(alert.level) || (reached === "none" && alert.crossings > 0);
  if (isIncomplete && isBetter) return;
  if (alert.level === "none") {
    alert.crossings = reached === "none" ? 0 : alert.crossings + 1;
    if (alert.crossings < rule.for || reached === "none") return;
    Object.assign(alert, { level: reached, crossings: 0 });
    for (const level of openLevels) alert.runsBelow[level] = height(level) <= height(reached) ? 0 : rule.keep;
    return;
  }
  const inside = plainLevel(share, rule, rule.margin);
  const cameTo =
    !isBetter || height(inside) < height(alert.level) ? (isBetter ? inside : reached) : alert.level;
  for (const level of openLevels) {
    alert.runsBelow[level] = height(cameTo) < height(level) ? alert.runsBelow[level] + 1 : 0;
  }
  alert.level = openLevels.findLast((level) => alert.runsBelow[level] < rule.keep) ?? "none";
}

function tell(
  alert: PlainAlert,
  { isSilenced, isIncomplete, share, rule, asOf }: PlainRun,
): RuleEvent | null {
  if (isSilenced || alert.crossings > 0) return null;
  const isKept = rule?.isQuiet === true && alert.level === "possible";
  if (isKept && (alert.told === null || alert.told.level === "possible")) return null;
  const from = height(alert.told?.level ?? "none");
  const to = height(alert.level);
  if (to > from) return from === 0 ? "raised" : "worsened";
  const mayBeBetter = rule === null || (share !== null && !isIncomplete);
  if (to < from) return mayBeBetter ? (to === 0 ? "resolved" : "eased") : null;
  if (alert.told === null) return null;
  if (alert.wasSilenced) return "reminder";
  if (rule?.remindEveryDays === undefined) return null;
  return daysBetween(alert.told.asOf, asOf) >= rule.remindEveryDays ? "reminder" : null;
}
