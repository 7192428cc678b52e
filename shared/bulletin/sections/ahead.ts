import type { DateAhead, JudgedAhead } from "../../ahead/date-ahead.ts";
import { datesAhead } from "../../ahead/dates-ahead.ts";
import type { Assessed } from "../../assessment/assess.ts";
import type { Policy } from "../../policy/policy.ts";
import { wordingOf } from "../../policy/wording.ts";
import { alertName } from "../../text/alert-name.ts";
import { dateAheadLine, nameOf, resultText } from "../../text/date-ahead.ts";
import { dayText } from "../../text/day-text.ts";
import { daysLeft } from "../../text/days-left.ts";
import { indent } from "../../text/lines.ts";
import { moreLine } from "../../values/count.ts";
import type { Day } from "../../values/day.ts";

/**
 * What comes by itself and matters to a rule: rules that would be breached on their first day, restricted lists that rules look
 * at, and suppliers that get another owner; earliest first, at most `most` of them.
 */
export function aheadSection(
  { assessment }: Pick<Assessed, "assessment">,
  policy: Policy,
  most: number,
): string[] {
  const { asOf, rules, ahead = [], newestDate } = assessment;
  const nobody = { silences: [], acknowledgements: [] };
  const dates = datesAhead({ policy, today: asOf, findings: rules, supply: ahead, newestDate, ...nobody });
  const lines = dates.flatMap((one) => linesOf(one, policy, asOf));
  const more = moreLine(lines.length - most);
  return lines.length === 0
    ? []
    : [wordingOf(policy).ifNothingChanges, ...[...lines.slice(0, most), ...more].map(indent)];
}

function linesOf(one: DateAhead, policy: Policy, today: Day): string[] {
  if (one.kind === "rule-begins") {
    return one.found
      .filter(({ level }) => level !== "none")
      .map((found) => breachLine(found, one.date, today));
  }
  const isTold =
    (one.kind === "list-changes" && one.found.length > 0) ||
    (one.kind === "holdings-change" && one.owners.all > 0);
  return isTold ? [dateAheadLine(one, policy, today)] : [];
}

/** `1 Jan 2027, 154 days left: over limit 40 % (40.5 %) material-assistance-2027`. */
function breachLine(found: JudgedAhead, date: Day, today: Day): string {
  return `${dayText(date)}, ${daysLeft(today, date)}: ${resultText(found)} ${alertName(undefined, nameOf(found))}`;
}
