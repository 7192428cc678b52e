import { Option } from "commander";
import { type HistoryRecord, isAsked as isAskedEvent, recordedEvents } from "../../shared/alerts/history.ts";
import { ruleIn, soundPolicies, unknownSector } from "../../shared/policy/policies.ts";
import type { Rule } from "../../shared/policy/rule.ts";
import type { Day } from "../../shared/values/day.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { nearestHint } from "../../shared/values/nearest-hint.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { quoted } from "../../shared/values/parse.ts";
import { type IsAskedRule, rulesAsked } from "../input/asked-rule.ts";
import { dayAsked } from "../input/day-flag.ts";
import { UsageError } from "../input/usage-error.ts";
import { besideLimit } from "../text/alerts.ts";
import type { RowForms } from "../text/row-forms.ts";
import { historyOf } from "./alert-history.ts";
import { type Asked, tableCommand } from "./list-table.ts";

interface ListEventsOptions {
  sector?: SectorId;
  rule?: string;
  group?: string;
  event?: HistoryRecord["event"];
  from?: Day;
  to?: Day;
}

/** Something that happened to an alert of a sector. */
interface ListedEvent extends HistoryRecord {
  sector: SectorId;
  /** The rule as it is today; `undefined` when there is none any more, or the event concerns the whole sector. */
  ruleToday: Rule | undefined;
}

const FORMS: RowForms<ListedEvent> = {
  noun: "event",
  csvColumns: [
    ...["sector", "asOf", "at", "rule", "group", "event", "level", "lower", "upper", "limit", "reason"],
    ...["published", "silence", "acknowledgement", "by"],
  ],
  csv: ({ sector, asOf, at, rule, group, event, level, observed, limit, reason, ...told }) => [
    ...[sector, asOf, at, rule, group, event, level, observed?.lower ?? null, observed?.upper ?? null, limit],
    ...[reason, told.published, told.silence, told.acknowledgement ?? null, told.by],
  ],
  json: ({ sector, ruleToday: _, ...record }) => ({ sector, ...record }),
  heads: ["AS OF", "SECTOR", "EVENT", "LEVEL", "RULE", "GROUP", "VALUE", "TOLD", "REASON"],
  leastImportant: [8, 7, 1, 3],
  shown: ({ asOf, sector, event, level, rule, group, observed, limit, ruleToday, ...rest }) => [
    ...[asOf, sector, event, level, oneLine(rule ?? "(the sector)"), oneLine(group ?? "")],
    ruleToday === undefined ? "" : besideLimit(ruleToday, observed, limit),
    ...[toldText({ event, ...rest }), oneLine(rest.reason)],
  ],
};

/** Adds `list events`. */
export const addListEvents = tableCommand<ListEventsOptions, ListedEvent>({
  name: "events",
  description: "what happened to the alerts, newest first: raised, worsened, resolved, silenced, …",
  examples: [
    [
      "list events --sector ai --event raised --dir .chokepoint-samples",
      "what was raised on the samples, after npm start",
    ],
    [
      'list events --rule "Concentration of owners" --from 2026-01-01 --dir .chokepoint-samples',
      "what happened to a rule since a day, by its title",
    ],
    ["list events --csv --stack Chokepoint", "everything that a deployment has decided, as a table"],
  ],
  accept: (command) =>
    command
      .option("--sector <sector>", "one sector; every sector unless given")
      .option("--rule <rule>", "one rule, by id or title")
      .option("--group <group>", "one item or program")
      .addOption(new Option("--event <event>", "one kind of event").choices(recordedEvents))
      .option("--from <day>", "as of that day or later", dayAsked("--from"))
      .option("--to <day>", "as of that day or earlier", dayAsked("--to")),
  forms: FORMS,
  rows: listedEvents,
});

async function* listedEvents({
  options,
  policies,
  cloud,
  lose,
}: Asked<ListEventsOptions>): AsyncGenerator<ListedEvent> {
  const { sector, rule, group, from, to } = options;
  if (sector !== undefined && !policies.has(sector)) throw new UsageError(unknownSector(sector, policies));
  if (from !== undefined && to !== undefined && to < from)
    throw new UsageError(`--to: ${to} is before --from, ${from}`);
  const all: ListedEvent[] = [];
  for (const name of sector === undefined ? policies.keys() : [sector]) {
    const { events, unreadable } = await historyOf(name, cloud);
    if (unreadable !== undefined) lose(unreadable);
    for (const record of events)
      all.push({ ...record, sector: name, ruleToday: ruleIn(policies, name, record.rule) });
  }
  const searched = soundPolicies(policies).filter(
    (policy) => sector === undefined || policy.sector === sector,
  );
  const isRule =
    rule === undefined
      ? null
      : rulesAsked(
          rule,
          searched,
          all.flatMap((event) => event.rule ?? []),
        );
  if (group !== undefined) checkGroup(group, all);
  // Of one run the last comes first as well: sorting keeps the order of equal ones.
  const asked = all.filter((event) => isAsked(event, isRule, options)).reverse();
  yield* asked.sort((a, b) => (a.at === b.at ? 0 : a.at > b.at ? -1 : 1));
}

function isAsked(
  record: ListedEvent,
  isRule: IsAskedRule | null,
  { group, event, from, to }: ListEventsOptions,
): boolean {
  return [
    isRule === null || isRule(record.sector, record.rule),
    group === undefined || record.group === group,
    event === undefined || record.event === event,
    from === undefined || record.asOf >= from,
    to === undefined || record.asOf <= to,
  ].every(Boolean);
}

/** @throws UsageError when no event is about the group, with the nearest one. */
function checkGroup(asked: string, events: ListedEvent[]): void {
  const groups = new Set(events.flatMap(({ group }) => group ?? []));
  if (groups.has(asked) || groups.size === 0) return;
  const hint = nearestHint(asked, groups);
  throw new UsageError(`--group: nothing ever happened to an alert of ${quoted(asked)}; ${hint}`);
}

/** Whether readers were told, or who silenced it. */
function toldText({
  event,
  published,
  silence,
  by,
}: Pick<ListedEvent, "event" | "published" | "silence" | "by">) {
  if (isAskedEvent(event)) return `by ${oneLine(by ?? "nobody")}`;
  if (published) return "sent";
  return silence === null ? "not sent" : "silenced";
}
