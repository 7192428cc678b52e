import type { Level } from "../policy/level.ts";
import type { Rule } from "../policy/rule.ts";
import type { Day } from "../values/day.ts";
import type { RuleId, SectorId } from "../values/identifier.ts";
import type { Bounds } from "../values/interval.ts";
import type { CalendarDay } from "./calendar-days.ts";
import type { HoldingsAhead, ListAhead } from "./supply-ahead.ts";

/** What a rule will find in one group, by the last assessment: `rule` is that of the policy of today. */
export interface JudgedAhead {
  rule: Rule;
  group: string | null;
  /** `null` when there is nothing to measure. */
  observed: Bounds | null;
  level: Level;
  limit: number;
}

/** Fields of every date: on `date` something becomes different, or should have. `rules` are those that it is about. */
interface OfEvery {
  date: Day;
  sector: SectorId;
  rules: RuleId[];
}

/** A rule comes into force. `found` is empty when the last assessment did not measure it, or a rule about change. */
interface RuleBegins extends OfEvery {
  kind: "rule-begins";
  rule: Rule;
  found: JudgedAhead[];
}

/** A rule is no longer in force from this day on. */
interface RuleEnds extends OfEvery {
  kind: "rule-ends";
  rule: Rule;
}

export interface ListChanges extends OfEvery, Pick<ListAhead, "kind" | "list" | "comes" | "goes"> {
  found: JudgedAhead[];
}

export interface HoldingsChange extends OfEvery, Pick<HoldingsAhead, "kind" | "moves" | "owners"> {}

/** The first day on which the data is stale, unless a newer position comes. */
interface DataStale extends OfEvery {
  kind: "data-stale";
  newestDate: Day;
}

/** The run for this day sends news again. A `rule` of `null` stands for all, a `group` of `null` for all of the rule. */
interface SilenceEnds extends OfEvery {
  kind: "silence-ends";
  rule: RuleId | null;
  group: string | null;
  by: string;
}

/** The run for this day may remind again. */
interface AcknowledgementEnds extends OfEvery {
  kind: "acknowledgement-ends";
  rule: RuleId;
  group: string | null;
  by: string;
}

/** A day that the calendar of the folder tells: the next one of each of its dates. */
interface InCalendar extends OfEvery, CalendarDay {
  kind: "calendar";
}

/** A day on which something becomes different for a sector by itself. */
export type DateAhead =
  | RuleBegins
  | RuleEnds
  | ListChanges
  | HoldingsChange
  | DataStale
  | SilenceEnds
  | AcknowledgementEnds
  | InCalendar;

/** Dates in the order of time; those of one day by kind, and then as they were given. */
export function inOrder(dates: readonly DateAhead[]): DateAhead[] {
  const keyOf = ({ date, kind }: DateAhead) => `${date} ${kind}`;
  return dates.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : keyOf(a) > keyOf(b) ? 1 : 0));
}
