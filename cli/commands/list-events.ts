import { Option } from "commander";
import { recordedEvents } from "../../shared/alerts/history.ts";
import { type LogEvent, logKinds } from "../../shared/event-log/log-event.ts";
import { findingEvents } from "../../shared/event-log/watchdog-line.ts";
import { groupTitles } from "../../shared/policy/item-names.ts";
import { groupHint, isCalled } from "../../shared/policy/named-group.ts";
import { ruleIn, soundPolicies, unknownSector, wordsIn } from "../../shared/policy/policies.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { quoted } from "../../shared/values/parse.ts";
import { type IsAskedRule, rulesAsked } from "../input/asked-rule.ts";
import { dayAsked } from "../input/day-flag.ts";
import { UsageError } from "../input/usage-error.ts";
import { eventForms, type ListedEvent, subjectOf } from "../text/events.ts";
import { type Asked, tableCommand } from "./list-table.ts";
import { storedEvents } from "./stored-events.ts";

interface ListEventsOptions {
  sector?: SectorId;
  rule?: string;
  group?: string;
  event?: string;
  kind?: LogEvent["kind"];
  since?: Day;
  from?: Day;
  to?: Day;
}

/** What a table shows unless a kind is asked for: what happened to alerts. */
const ABOUT_ALERTS: ReadonlySet<LogEvent["kind"]> = new Set(["alert", "silence", "acknowledgement"]);

/** Adds `list events`. */
export const addListEvents = tableCommand<ListEventsOptions, ListedEvent>({
  name: "events",
  description:
    "the event log: what happened to the alerts, newest first; with --json everything that happened, oldest first",
  examples: [
    [
      "list events --sector ai --event raised --dir .chokepoint-samples",
      "what was raised on the samples, after npm start",
    ],
    [
      "list events --sector ai --json --dir .chokepoint-samples",
      "everything that happened, a line of JSON for each: imports, policies, assessments, alerts, silences",
    ],
    [
      "list events --kind finding --dir .chokepoint-samples",
      "what the watchdog has told to operations, and what of it is over",
    ],
    [
      "list events --kind import --since 2026-01-01 --stack Chokepoint",
      "what was imported into a deployment since a day",
    ],
  ],
  accept: (command) =>
    command
      .option("--sector <sector>", "one sector; every sector unless given")
      .addOption(
        new Option(
          "--kind <kind>",
          "one kind of line; unless given, JSON has every kind, and a table what happened to alerts",
        ).choices(logKinds),
      )
      .option("--rule <rule>", "one rule, by id or title")
      .option("--group <group>", "one item, by code or title, or one program")
      .addOption(
        new Option("--event <event>", "one kind of event of alerts, or of findings").choices([
          ...recordedEvents,
          ...findingEvents,
        ]),
      )
      .option("--since <day>", "happened on that day or later, in UTC", dayAsked("--since"))
      .option("--from <day>", "as of that day or later", dayAsked("--from"))
      .option("--to <day>", "as of that day or earlier", dayAsked("--to")),
  csvIs: "a line for each event",
  forms: eventForms,
  hasJsonLines: true,
  rows: listedEvents,
});

async function* listedEvents(asked: Asked<ListEventsOptions>): AsyncGenerator<ListedEvent> {
  const { options, policies, cloud, lose } = asked;
  const { sector, rule, group, from, to } = options;
  if (from !== undefined && to !== undefined && to < from)
    throw new UsageError(`--to: ${to} is before --from, ${from}`);
  const all: ListedEvent[] = [];
  for (const name of await sectorsAsked(sector, asked))
    for (const event of await storedEvents(name, cloud, lose)) {
      const rule = subjectOf(event)?.rule ?? null;
      const ruleToday = name === null ? undefined : ruleIn(policies, name, rule);
      const titles = groupTitles(ruleToday, name === null ? {} : wordsIn(policies, name));
      all.push({ ...event, ruleToday, titles });
    }
  const searched = soundPolicies(policies).filter(
    (policy) => sector === undefined || policy.sector === sector,
  );
  const isRule = rule === undefined ? null : rulesAsked(rule, searched, rulesIn(all));
  if (group !== undefined) checkGroup(group, all);
  const found = all.filter((event) => isAsked(event, isRule, options));
  // Sorting keeps the order of equal ones: of one run, lines stay as they were written.
  found.sort((a, b) => (a.at === b.at ? 0 : a.at < b.at ? -1 : 1));
  yield* options.json === true ? found : found.reverse();
}

/** The sectors to read, with `null` for what is about none. One whose policy is gone has a ledger. */
async function sectorsAsked(
  sector: SectorId | undefined,
  { policies, cloud }: Pick<Asked<ListEventsOptions>, "policies" | "cloud">,
): Promise<(SectorId | null)[]> {
  if (sector !== undefined && policies.has(sector)) return [sector];
  const known = new Set(policies.keys());
  for await (const one of cloud.ledgerNames.sectors()) known.add(one);
  if (sector === undefined) return [...known, null];
  if (!known.has(sector)) throw new UsageError(unknownSector(sector, policies));
  return [sector];
}

function rulesIn(events: ListedEvent[]): string[] {
  return events.flatMap((event) => subjectOf(event)?.rule ?? []);
}

function isAsked(
  event: ListedEvent,
  isRule: IsAskedRule | null,
  { group, event: name, kind, since, from, to, json }: ListEventsOptions & { json?: true },
): boolean {
  const subject = subjectOf(event);
  const asOf = "asOf" in event ? event.asOf : event.at.slice(0, 10);
  return [
    kind === undefined
      ? json === true || ABOUT_ALERTS.has(event.kind) || (name !== undefined && event.kind === "finding")
      : event.kind === kind,
    isRule === null || (subject !== null && event.sector !== null && isRule(event.sector, subject.rule)),
    group === undefined || (subject !== null && isOfGroup(group, event)),
    name === undefined || ("event" in event && event.event === name),
    since === undefined || event.at >= since,
    from === undefined || asOf >= from,
    to === undefined || asOf <= to,
  ].every(Boolean);
}

/** Whether a line is about the item or program of a code, or the item of a title: each sector has its own titles. */
function isOfGroup(asked: string, event: ListedEvent): boolean {
  const group = subjectOf(event)?.group ?? null;
  return (
    group !== null && (group === asked || (event.titles.has(group) && isCalled(asked, group, event.titles)))
  );
}

/** @throws UsageError when no event is about the group, with the nearest one. */
function checkGroup(asked: string, events: ListedEvent[]): void {
  if (events.some((event) => isOfGroup(asked, event))) return;
  const groups = new Set(events.flatMap((event) => subjectOf(event)?.group ?? []));
  if (groups.size === 0) return;
  const hint = groupHint(asked, groups, new Map(events.flatMap(({ titles }) => [...titles])));
  throw new UsageError(`--group: nothing ever happened to an alert of ${quoted(asked)}; ${hint}`);
}
