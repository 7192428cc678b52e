import { Option } from "commander";
import { assessRows } from "../../functions/reading/assess-rows.ts";
import { usablePolicy } from "../../functions/runtime/usable-policy.ts";
import { lateReleases } from "../../shared/ahead/calendar-days.ts";
import { datesAhead } from "../../shared/ahead/dates-ahead.ts";
import { silencesInForce } from "../../shared/alerts/silence.ts";
import { brokenPolicies, policyFor, soundPolicies } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { mergeUnreadable, type Unreadable } from "../../shared/supply/unreadable.ts";
import { addDays, type Day, dayOf } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { dayAsked } from "../input/day-flag.ts";
import { UsageError } from "../input/usage-error.ts";
import { writeWhole } from "../input/write-whole.ts";
import { errorLine } from "../terminal/output.ts";
import { aheadCsv, aheadLines, aheadRows, type SectorAhead } from "../text/ahead.ts";
import { icsOf } from "../text/ics.ts";
import { answerCommand, type Given } from "./answer-command.ts";
import { addCsv } from "./list-rules.ts";
import { wholeNumber } from "./list-table.ts";
import { warnOfLost } from "./lost-rows.ts";

interface ListAheadOptions {
  sector?: SectorId;
  days?: number;
  asOf?: Day;
  csv?: true;
  ics?: string;
}

/** Adds `list ahead`. */
export const addListAhead = answerCommand<ListAheadOptions, SectorAhead[]>({
  name: "ahead",
  description:
    "the days to come on which something changes by itself: rules, restricted lists, holdings, stale data, silences, the calendar",
  examples: [
    [
      "list ahead --as-of 2026-07-31 --dir .chokepoint-samples",
      "what comes, seen from the day of the samples",
    ],
    ["list ahead --sector defense --days 365 --stack Chokepoint", "of one sector, in the next year"],
    ["list ahead --ics ahead.ics", "for a calendar: read in again later, it doubles nothing"],
    ["list ahead --csv", "for a spreadsheet, of your own data"],
  ],
  accept: (command) =>
    addCsv(command)
      .option("--sector <sector>", "one sector; every sector unless given")
      .option("--days <days>", "at most so many days ahead", wholeNumber)
      .addOption(
        new Option("--ics <file>", "write them into a file for calendars").conflicts(["csv", "json"]),
      )
      .option("--as-of <day>", "seen from a day; today unless given", dayAsked("--as-of")),
  answer: listAhead,
  json: aheadRows,
  lines: (found, { options: { csv, ics } }) => {
    if (ics === undefined) return csv === true ? aheadCsv(found) : aheadLines(found);
    writeWhole(ics, icsOf(found, new Date()));
    return [`written: ${ics}`];
  },
});

const MOST_DAYS = 36_525;

async function listAhead(given: Given<ListAheadOptions>): Promise<SectorAhead[]> {
  const { options, policies, inCloud, place } = given;
  const { sector, days, asOf = dayOf(new Date()) } = options;
  if (days !== undefined && days > MOST_DAYS) throw new UsageError(`--days: must be at most ${MOST_DAYS}`);
  const asked = sector === undefined ? soundPolicies(policies) : [usablePolicy(policyFor(policies, sector))];
  if (sector === undefined)
    for (const { problem } of brokenPolicies(policies)) errorLine(`left out: ${problem}`);
  const last = days === undefined ? null : addDays(asOf, days);
  return await inCloud(async (cloud) => {
    const found: SectorAhead[] = [];
    const lost: Unreadable[] = [];
    for (const policy of asked) {
      const { dates, late, unreadable } = await datesOf(policy, asOf, cloud);
      lost.push(unreadable);
      found.push({ policy, asOf, dates: dates.filter(({ date }) => last === null || date <= last), late });
    }
    warnOfLost(mergeUnreadable(lost), place);
    return found;
  });
}

async function datesOf(policy: Policy, today: Day, cloud: Cloud) {
  const { windowDays } = policy;
  const { silences, acknowledgements } = await cloud.ledgers.load(policy.sector);
  const { assessed, unreadable } = await assessRows({ asOf: today, windowDays, version: "" }, policy, cloud);
  const { rules, ahead = [], newestDate } = assessed.assessment;
  const known = { silences: silencesInForce(silences, today), acknowledgements };
  const dates = datesAhead({ policy, today, findings: rules, supply: ahead, newestDate, ...known });
  return { dates, late: lateReleases(today, newestDate, policy.calendar ?? []), unreadable };
}
