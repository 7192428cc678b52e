import type { DateAhead, JudgedAhead } from "../../ahead/date-ahead.ts";
import { isOver, rank } from "../../policy/level.ts";
import type { Measure } from "../../policy/measure.ts";
import type { Policy } from "../../policy/policy.ts";
import { calendarName } from "../../text/calendar-text.ts";
import { holdingMovesText, listMovesText, ownersText } from "../../text/date-ahead.ts";
import { dayAlert, dayResult } from "../../text/day-alert.ts";
import { someOf } from "../../values/count.ts";
import type { RuleId } from "../../values/identifier.ts";
import { oneLine } from "../../values/one-line.ts";

/** What a message tells of a day to come. */
export interface DayTold {
  text: string;
  /** The rules that the text names by their titles. */
  rules: RuleId[];
  /** The rule and group that are beyond a limit on that day; `null` where none is. */
  breach: { rule: RuleId; group: string | null } | null;
}

type Told<Kind extends DateAhead["kind"]> = Extract<DateAhead, { kind: Kind }>;

const MOST_RESULTS = 2;

/** What matters of a day to come to the readers of a message; `null` where nothing does: `list ahead` has every day. */
export function dayTold(one: DateAhead, policy: Policy): DayTold | null {
  return (toldOf[one.kind] as (one: DateAhead, policy: Policy) => DayTold | null)(one, policy);
}

const toldOf: { [Kind in DateAhead["kind"]]: (one: Told<Kind>, policy: Policy) => DayTold | null } = {
  "rule-begins": ({ rule, found }, policy) => {
    const breaches = worstFirst(found).filter(({ level }) => level !== "none");
    const [worst] = breaches;
    if (worst === undefined) return null;
    return {
      text: someOf(
        breaches.map((one) => dayResult(one, policy)),
        1,
      ),
      rules: [rule.id],
      breach: subjectOf(worst),
    };
  },
  "rule-ends": () => null,
  "list-changes": listTold,
  "holdings-change": (one, policy) => {
    // Of a company whose owner nobody knows, before or after, there is no news.
    const isKnown = one.owners.first.some(({ before, after }) => before !== null || after !== null);
    if (isKnown) return plain(ownersText(one, policy));
    const counts = policy.rules.some((rule) => countsStakes(rule.measure) && !isOver(rule, one.date));
    return counts ? plain(holdingMovesText(one, policy)) : null;
  },
  // HOW SURE tells how old the newest data is.
  "data-stale": () => null,
  "silence-ends": ({ rule, group, by }, policy) => {
    const { name, rules } =
      rule === null ? { name: "every rule", rules: [] } : dayAlert({ rule, group }, policy);
    return { ...plain(`the silence of ${oneLine(by)} over ${name} ends`), rules };
  },
  "acknowledgement-ends": ({ rule, group, by }, policy) => {
    const { name, rules } = dayAlert({ rule, group }, policy);
    return { ...plain(`what ${oneLine(by)} acknowledged may be reminded of again: ${name}`), rules };
  },
  calendar: (one) => plain(calendarName({ ...one, about: null })),
};

function plain(text: string): DayTold {
  return { text, rules: [], breach: null };
}

/** Nothing where no rule in force looks at the list then. */
function listTold(one: Told<"list-changes">, policy: Policy): DayTold | null {
  const measured = worstFirst(one.found).filter(({ observed }) => observed !== null);
  const [worst] = measured;
  if (worst === undefined) return null;
  const shown = measured.slice(0, MOST_RESULTS);
  const results = someOf(
    shown.map((found) => dayResult(found, policy)),
    MOST_RESULTS,
    measured.length,
  );
  return {
    text: `${listMovesText(one, policy)}: ${results}`,
    rules: [...new Set(shown.map(({ rule }) => rule.id))],
    breach: worst.level === "none" ? null : subjectOf(worst),
  };
}

function worstFirst(found: readonly JudgedAhead[]): JudgedAhead[] {
  return found.toSorted((a, b) => rank(b.level) - rank(a.level));
}

function subjectOf({ rule, group }: JudgedAhead): DayTold["breach"] {
  return { rule: rule.id, group };
}

function countsStakes(measure: Measure): boolean {
  return measure.kind === "influenced" || (measure.kind === "change" && countsStakes(measure.of));
}
