import { lateReleases } from "../../ahead/calendar-days.ts";
import type { DateAhead } from "../../ahead/date-ahead.ts";
import { datesAhead } from "../../ahead/dates-ahead.ts";
import { rememberedAcknowledgements, type SectorDecision } from "../../alerts/decide-sector.ts";
import type { Remembered } from "../../alerts/remembered.ts";
import { silenceOver } from "../../alerts/silence.ts";
import type { Assessed } from "../../assessment/assess.ts";
import type { Policy } from "../../policy/policy.ts";
import { wordingOf } from "../../policy/wording.ts";
import { missedText } from "../../text/calendar-text.ts";
import { type CommandPlace, callOf, placeFlag, type ToldWithCommands } from "../../text/command.ts";
import { dayText } from "../../text/day-text.ts";
import { daysLeft } from "../../text/days-left.ts";
import { indent } from "../../text/lines.ts";
import { counted, moreLine, noun } from "../../values/count.ts";
import type { Day } from "../../values/day.ts";
import { oneLine } from "../../values/one-line.ts";
import { type DayTold, dayTold } from "./day-ahead.ts";

const MOST_LATE = 1;
const MOST_AHEAD = 4;
// A day far ahead on which a limit is crossed says more than the day on which a silence ends.
const MOST_BREACHES = 3;

interface AheadInput {
  assessed: Pick<Assessed, "assessment">;
  policy: Policy;
  decision: Pick<SectorDecision, "decisions" | "silences">;
  place: CommandPlace;
}

/**
 * What comes by itself and matters to readers: the next days on which a limit will be crossed, and the next days on which
 * something else changes, in the order of time. Before them stands the data that is late longest. The rest is counted.
 */
export function aheadSection({ assessed, policy, decision, place }: AheadInput): ToldWithCommands {
  const { asOf, rules, ahead = [], newestDate, sector } = assessed.assessment;
  // A sector that was closed has no policy any more: nothing of it comes.
  if (rules.length === 0) return { lines: [], commands: [] };
  const known = { silences: decision.silences, acknowledgements: rememberedAcknowledgements(decision) };
  const all = datesAhead({ policy, today: asOf, findings: rules, supply: ahead, newestDate, ...known });
  const days = all.flatMap((one) => {
    const told = dayTold(one, policy);
    return told === null ? [] : { ...told, date: one.date };
  });
  const late = lateReleases(asOf, newestDate, policy.calendar ?? []);
  const shown = nearest(days);
  const lines = [
    ...late.slice(0, MOST_LATE).map((one) => {
      const { date, daysLate } = one;
      return `${dayText(date)}: ${missedText({ ...one, about: null }, policy)}, ${counted(daysLate)} ${noun(daysLate, "day")} late.`;
    }),
    ...shown.map((day) => dayLine(day, asOf, decision)),
  ];
  if (lines.length === 0) return { lines: [], commands: [] };
  const more = moreLine(late.length + days.length - lines.length).map((text) => `${text}: list ahead`);
  const command = `${callOf(place)} list ahead --sector ${sector} --as-of ${asOf}${placeFlag(place)}`;
  return {
    lines: [wordingOf(policy).ifNothingChanges, ...[...lines, ...more].map(indent)],
    commands: more.map(() => ({ purpose: "Every day ahead:", command })),
  };
}

type Dated = DayTold & Pick<DateAhead, "date">;

/** The next breaches, and as many of the next other days as there is room for, in the order of time. */
function nearest(days: readonly Dated[]): Dated[] {
  const breaches = days.filter(({ breach }) => breach !== null).slice(0, MOST_BREACHES);
  const others = days.filter((day) => !breaches.includes(day)).slice(0, MOST_AHEAD - breaches.length);
  return days.filter((day) => breaches.includes(day) || others.includes(day));
}

/** `1 Jan 2027: over the limit of "Tax credit 2027" (40.5 %, limit 40 %), 154 days left. [tax-2027]`. */
function dayLine(
  { date, text, rules, breach }: Dated,
  today: Day,
  { silences }: Pick<Remembered, "silences">,
): string {
  const then = silences.filter(({ until }) => until > date);
  const silence = breach === null ? null : silenceOver(then, breach);
  const hidden =
    silence === null ? "" : ` Silenced until ${dayText(silence.until)} by ${oneLine(silence.by)}.`;
  const ids = rules.length === 0 ? "" : ` [${rules.join(", ")}]`;
  return `${dayText(date)}: ${text}, ${daysLeft(today, date)}.${hidden}${ids}`;
}
