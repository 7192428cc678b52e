import type { Assessed } from "../../assessment/assess.ts";
import type { ListAhead } from "../../assessment/list-ahead.ts";
import type { Observation } from "../../assessment/observation.ts";
import { levelOf, limitOf } from "../../policy/level.ts";
import { limitsOf } from "../../policy/limits.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Rule } from "../../policy/rule.ts";
import { wordingOf } from "../../policy/wording.ts";
import { alertName } from "../../text/alert-name.ts";
import { dayText } from "../../text/day-text.ts";
import { limitText, ruleLimitPhrase } from "../../text/limit.ts";
import { indent } from "../../text/lines.ts";
import { listTitle } from "../../text/list-title.ts";
import { rangeText } from "../../text/measured-value.ts";
import { nameList } from "../../text/name-list.ts";
import { counted, moreLine, noun, someOf } from "../../values/count.ts";
import { type Day, daysBetween } from "../../values/day.ts";
import { oneLine } from "../../values/one-line.ts";

/**
 * Rules that are not in force yet and would be breached on their first day, earliest first; at most `most` of
 * them.
 */
export function aheadSection(assessed: Assessed, policy: Policy, most: number): string[] {
  const { assessment, observations, listsAhead } = assessed;
  const { asOf } = assessment;
  const wording = wordingOf(policy);
  const days = [
    ...observations.flatMap((observation) => breachAhead(observation, asOf)),
    ...listsAhead.map((ahead) => listAheadLine(ahead, assessed, policy)),
  ];
  const lines = days.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)).map(({ line }) => line);
  const more = moreLine(lines.length - most);
  return lines.length === 0
    ? []
    : [wording.ifNothingChanges, ...[...lines.slice(0, most), ...more].map(indent)];
}

interface AheadLine {
  day: Day;
  line: string;
}

/** A rule that is not in force yet, and would be breached on its first day. */
function breachAhead({ rule, group, observed }: Observation, asOf: Day): AheadLine[] {
  const { effectiveFrom: day, measure } = rule;
  if (observed === null || day === undefined || asOf >= day) return [];
  // When nothing changes, the change of today will be over by then.
  if (factsOf(measure).daysBefore !== null) return [];
  const level = levelOf(rule, observed);
  if (level === "none") return [];
  const limit = limitOf(rule, level);
  const breach = level === "possible" ? "perhaps " : "";
  const over = `${breach}${beyondText(rule, limit)}`;
  const name = alertName(undefined, { rule: rule.id, group });
  return [
    {
      day,
      line: `${dayText(day)}, ${daysLeft(asOf, day)}: ${over} (${rangeText(measure, observed, limit)}) ${name}`,
    },
  ];
}

/** `1 Jan 2027, 154 days left: LG comes on the list "X": over limit 0 % (45.0 %) no-listed` */
function listAheadLine(ahead: ListAhead, assessed: Assessed, policy: Policy): AheadLine {
  const { day, list, comes, goes, rule, found } = ahead;
  const names = (ids: string[]) => nameList(ids.map((id) => oneLine(assessed.nameOf(id))));
  const title = listTitle(list, policy);
  const moves = [
    ...(comes.length === 0 ? [] : [`${names(comes)} ${noun(comes.length, "comes", "come")} on ${title}`]),
    ...(goes.length === 0 ? [] : [`${names(goes)} ${noun(goes.length, "goes", "go")} off ${title}`]),
  ];
  const results = found.flatMap(({ group, observed }) => {
    if (observed === null) return [];
    const level = levelOf(rule, observed);
    const limit = limitOf(rule, level);
    const where = level === "none" ? "inside its limits" : beyondText(rule, limit);
    const hedge = level === "possible" ? "perhaps " : "";
    return [
      `${hedge}${where} (${rangeText(rule.measure, observed, limit)}) ${alertName(undefined, { rule: rule.id, group })}`,
    ];
  });
  const shown = someOf(results, MOST_GROUPS);
  return {
    day,
    line: `${dayText(day)}, ${daysLeft(assessed.assessment.asOf, day)}: ${moves.join("; ")}: ${shown}`,
  };
}

const MOST_GROUPS = 3;

/** `over limit 40 %`, `under minimum 3`, `at or over 5 %`. */
function beyondText(rule: Rule, limit: number): string {
  const { side, limits } = limitsOf(rule);
  const beyond = side === "above" ? "over" : "under";
  return limits.atLimit === true
    ? `at or ${beyond} ${limitText(rule.measure, limit)}`
    : `${beyond} ${ruleLimitPhrase(rule, limit)}`;
}

function daysLeft(from: string, to: string): string {
  const days = daysBetween(from, to);
  return `${counted(days)} ${noun(days, "day")} left`;
}
