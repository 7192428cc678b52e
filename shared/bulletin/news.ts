import type { RuleEvent, SectorEvent } from "../alerts/alert.ts";
import type { Decision } from "../alerts/decide-alert.ts";
import type { Definition } from "../policy/definition.ts";
import type { Level } from "../policy/level.ts";
import type { Measure } from "../policy/measure.ts";
import type { Limits } from "../policy/policy.ts";
import type { Interval } from "../values/interval.ts";

/** What happened to one rule, with all that a reader needs to understand it. */
export interface RuleNews {
  scope: "rule";
  rule: string;
  group: string | null;
  title: string;
  event: RuleEvent;
  /** The level it is at now; `none` once resolved. */
  level: Level;
  /** The level that readers knew of. */
  was: Level;
  since: string;
  /** Whether `since` is the first look at the sector: it may have begun on any day before. */
  isFirstLook: boolean;
  /** At a first look: the earliest day that stored positions show it on, of those looked back at; else `null`. */
  shownSince: string | null;
  measure: Measure;
  /** `null` when there is nothing to observe, any more or that day. */
  observed: Interval | null;
  limit: number;
  /** On which side of the limit trouble lies. */
  side: "above" | "below";
  /** Whether a value that only reaches the limit crosses it. */
  atLimit: boolean;
  /** How far inside the limit it must be to leave the level. */
  margin: number;
  /** The limits that the policy had at the last assessment, if it has changed them since. */
  limitsBefore: Limits | null;
  /** What was observed before; of what has eased or is over, what readers were told last. */
  before: { lower: number; upper: number | null; asOf: string } | null;
  /** What the rule was and what it is, where the news is that it was changed. */
  change: { from: Definition; now: Definition } | null;
  reason: Decision["reason"];
  /** Whether it happened before this run, behind a silence. */
  isLate: boolean;
}

/** What happened to the sector as a whole. */
export interface SectorNews {
  scope: "sector";
  event: SectorEvent;
  level: Level;
  /** In a few words, for the subject. */
  text: string;
  /** What else a reader should know of it, to follow those words. */
  detail: string | null;
}

export type News = RuleNews | SectorNews;
