import type { RuleEvent, SectorEvent } from "../alerts/alert.ts";
import type { Decision } from "../alerts/decision.ts";
import type { ShownSince } from "../assessment/look-back.ts";
import type { Definition } from "../policy/definition.ts";
import type { Level } from "../policy/level.ts";
import type { Measure } from "../policy/measure.ts";
import type { Limits } from "../policy/rule.ts";
import type { Day } from "../values/day.ts";
import type { Unit } from "../values/exposure.ts";
import type { RuleId } from "../values/identifier.ts";
import type { Interval } from "../values/interval.ts";

/** News about one rule, with everything that a reader needs to understand it. */
export interface RuleNews {
  scope: "rule";
  rule: RuleId;
  group: string | null;
  /** What readers call the group: the title of its item, or the program itself. */
  groupTitle: string | null;
  title: string;
  event: RuleEvent;
  /** The level now; `none` when it is resolved. */
  level: Level;
  /** The level that readers knew. */
  was: Level;
  since: Day;
  /** Whether `since` is the first look at the sector. Then the alert may have begun on any day before. */
  isFirstLook: boolean;
  /** Of an alert that is raised: whether the last assessment had no figure of its rule. Then it may have begun before. */
  isFirstFigure: boolean;
  /**
   * At a first look: from when on stored positions show the alert; otherwise `null`.
   */
  shownSince: ShownSince | null;
  measure: Measure;
  /** `null` when there is nothing to observe on that day, or no longer, and when it is withheld. */
  observed: Interval | null;
  /** Whether incomplete data looks better: it is not trusted, and `before` is what was last known. */
  isWithheld: boolean;
  limit: number;
  /** The side of the limit that is bad. */
  side: "above" | "below";
  /** Whether a value equal to the limit crosses it. */
  atLimit: boolean;
  /** How far inside the limit a value must be to leave the level. */
  margin: number;
  /** The limits at the last assessment, when the policy has changed them since; otherwise `null`. */
  limitsBefore: Limits | null;
  /** What was observed before. For an alert that has eased or is over: what readers were told last. */
  before: { lower: number; upper: number | null; asOf: Day } | null;
  /** The old and the new definition, when the news is that the rule was changed. */
  change: { from: Definition; now: Definition } | null;
  reason: Decision["reason"];
  /** What the floor of the rule has to do with it; `null` for nothing. */
  floor: Decision["floor"];
  /** Of an alert that is raised: the floor that its group lay below in the last assessment before it crossed a limit; `null` where it did not. */
  reachedFloor: { atLeast: number; unit: Unit; asOf: Day } | null;
  /** Who knows of the alert and has said so; `null` when nobody has. */
  acknowledgement: Decision["acknowledgement"];
  /**
   * What hid from readers, until now, that the alert is open or over: a silence that has ended, or a rule that is quiet about
   * `possible`; `null` for nothing.
   */
  hiddenBy: "silence" | "quiet" | null;
}

/** News about the whole sector. */
export interface SectorNews {
  scope: "sector";
  event: SectorEvent;
  level: Level;
  /** In a few words, for the subject. */
  text: string;
  /** What else a reader should know, as the continuation of `text`. */
  detail: string | null;
}

export type News = RuleNews | SectorNews;
