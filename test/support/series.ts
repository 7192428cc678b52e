import type { Acknowledgement } from "../../shared/alerts/acknowledgement.ts";
import { decideSector, type SectorDecision } from "../../shared/alerts/decide-sector.ts";
import type { Decision } from "../../shared/alerts/decision.ts";
import type { Remembered } from "../../shared/alerts/remembered.ts";
import type { Silence } from "../../shared/alerts/silence.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import { rememberedAfter } from "../../shared/recompute/decide-assessed.ts";
import { emptyLedger } from "../../shared/recompute/ledger.ts";
import { addDays } from "../../shared/values/day.ts";
import { observationOf } from "./builders.ts";

const FIRST_DAY = "2026-07-01";

/** One run in a series: what it finds, a day after the run before unless it says otherwise. */
export interface Moment {
  /** A value, a range, `null` for no data at all, `"gone"` when only the group is not there any more. */
  finds: number | [lower: number, upper: number] | null | "gone";
  daysLater?: number;
  isIncomplete?: boolean;
  isStale?: boolean;
  /** It is the very same assessment as the one before. */
  isRepeat?: boolean;
  /** From here on; `null` once the policy no longer holds it. */
  rule?: Rule | null;
  /** The silences from here on. */
  silences?: Silence[];
  /** The acknowledgements before this run, in place of those that went on. */
  acknowledgements?: Acknowledgement[];
}

type Series = (number | null | Moment)[];

/** What was decided at each moment of a series, each remembering the one before. */
export function decideSeries(rule: Rule, series: Series, group: string | null = null): SectorDecision[] {
  let remembered: Remembered = emptyLedger("ai");
  let asOf = addDays(FIRST_DAY, -1);
  let current: Rule | null = rule;
  return series.map((one, at) => {
    const moment = typeof one === "object" && one !== null ? one : { finds: one };
    asOf = addDays(asOf, moment.daysLater ?? (moment.isRepeat ? 0 : 1));
    if (moment.rule !== undefined) current = moment.rule;
    const assessment = moment.isRepeat ? (remembered.lastAssessment?.id ?? "none") : `ai-${at}`;
    const circumstances = {
      assessment,
      asOf,
      incomplete: moment.isIncomplete ?? false,
      hasData: moment.finds !== null,
      isEmpty: false,
      stale: moment.isStale ?? false,
      rules: new Map(current === null ? [] : [[current.id, current]]),
    };
    const decision = decideSector(
      {
        ...remembered,
        silences: moment.silences ?? remembered.silences,
        acknowledgements: moment.acknowledgements ?? remembered.acknowledgements,
      },
      circumstances,
      current === null ? [] : observed(current, moment, group),
    );
    remembered = rememberedAfter(decision, { id: assessment, asOf, newestDate: asOf });
    return decision;
  });
}

function observed(rule: Rule, { finds }: Moment, group: string | null) {
  if (finds === "gone") return [];
  if (finds === null) return group === null ? [observationOf(rule, null)] : [];
  const [lower, upper] = typeof finds === "number" ? [finds, finds] : finds;
  return [observationOf(rule, { lower, upper }, group)];
}

/** What happened at each moment, all that did without a space between: `raised` was told, `(raised)` was hidden, and `-` is nothing. */
export function newsIn(rule: Rule, series: Series, group: string | null = null): string {
  return decideSeries(rule, series, group)
    .map(({ decisions }) => decisions.map(newsOf).join("") || "-")
    .join(" ");
}

function newsOf({ event, notification }: Pick<Decision, "event" | "notification">): string {
  if (event === notification) return event ?? "";
  return [event === null ? "" : `(${event})`, notification ?? ""].join("");
}

/** Why, at each moment. */
export function reasonsIn(rule: Rule, series: Series, group: string | null = null): (string | null)[] {
  return decideSeries(rule, series, group).map(({ decisions: [decision] }) => decision?.reason ?? null);
}

/** A silence of everything until a day, counted from the first. */
export function silenceUntil(day: number, about: Partial<Silence> = {}): Silence {
  return {
    id: `s${day}`,
    rule: null,
    group: null,
    until: addDays(FIRST_DAY, day),
    by: "a test",
    reason: "known",
    since: "2026-07-01T06:00:00Z",
    ...about,
  };
}

/** An acknowledgement of `ruleOf()`: until a day, counted from the first, or without a day. */
export function acknowledgedUntil(day: number | null, about: Partial<Acknowledgement> = {}): Acknowledgement {
  return {
    id: "a2",
    rule: "china-origin",
    group: null,
    level: "warning",
    until: day === null ? null : addDays(FIRST_DAY, day),
    by: "a test",
    reason: "known",
    since: "2026-07-01T06:00:00Z",
    ...about,
  };
}
