import { isDeepStrictEqual } from "node:util";
import { UnreadableError } from "../../functions/runtime/unreadable-error.ts";
import type { HistoryRecord } from "../../shared/alerts/history.ts";
import type { Publication } from "../../shared/alerts/publication.ts";
import { soundPolicies } from "../../shared/policy/policies.ts";
import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { rulesAsked } from "../input/asked-rule.ts";
import type { SectorHistory } from "../text/history.ts";
import type { Given } from "./answer-command.ts";

export interface AlertHistoryOptions {
  /** One rule, by id or title; every rule unless given. */
  rule?: string;
}

/** What happened to the alerts of each sector. @throws UsageError for an unknown rule that never had an alert. */
export async function readHistories(
  sectors: SectorId[],
  { options: { rule }, policies, inCloud }: Given<AlertHistoryOptions>,
): Promise<SectorHistory[]> {
  const found = await inCloud((cloud) => Promise.all(sectors.map((sector) => historyOf(sector, cloud))));
  if (rule === undefined) return found;
  const known = found.flatMap(({ events }) => events.flatMap((event) => event.rule ?? []));
  const searched = soundPolicies(policies).filter(({ sector }) => sectors.includes(sector));
  const isAsked = rulesAsked(rule, searched, known);
  return found.map(({ events, ...of }) => ({
    ...of,
    rule,
    events: events.filter((event) => isAsked(of.sector, event.rule)),
  }));
}

/** What happened to the alerts of a sector, oldest first. */
async function historyOf(sector: SectorId, cloud: Cloud): Promise<SectorHistory> {
  return (await historyAndPublications(sector, cloud)).history;
}

/** The same, and when bulletins of the sector were published. */
export async function historyAndPublications(
  sector: SectorId,
  cloud: Cloud,
): Promise<{ history: SectorHistory; publications: Publication[] }> {
  // The ledger first: a line that moves from its outbox into the history meanwhile is then found twice, and never lost.
  const outbox = await outboxOf(sector, cloud);
  const { rows, publications = [], ...stored } = await cloud.history.read(sector);
  const unreadable = mergeUnreadable([stored.unreadable, outbox.unreadable]);
  const waiting = outbox.records.filter((line) => !rows.some((row) => isDeepStrictEqual(row, line)));
  const events = [...rows, ...waiting].sort((a, b) => compareMoments(a.at, b.at));
  const history = { sector, events, ...(unreadable.count === 0 ? {} : { unreadable }) };
  return { history, publications: [...publications, ...outbox.publications] };
}

/** What in a sector's outbox is not yet in its history. Lines about silences wait there until the next run. */
async function outboxOf(
  sector: SectorId,
  { ledgers }: Pick<Cloud, "ledgers">,
): Promise<{ records: HistoryRecord[]; publications: Publication[]; unreadable: Unreadable }> {
  try {
    const { outbox } = await ledgers.load(sector);
    return {
      records: outbox.flatMap(({ records }) => records),
      publications: outbox.flatMap(({ publication }) => publication ?? []),
      unreadable: NOTHING_UNREADABLE,
    };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { records: [], publications: [], unreadable: { count: 1, first: [error.item] } };
  }
}

function compareMoments(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
