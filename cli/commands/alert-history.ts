import { isDeepStrictEqual } from "node:util";
import { UnreadableError } from "../../functions/runtime/unreadable-error.ts";
import type { HistoryRecord } from "../../shared/alerts/history.ts";
import { type Policies, ruleIn } from "../../shared/policy/policies.ts";
import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { RuleId, SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { UsageError } from "../input/usage-error.ts";
import type { SectorHistory } from "../text/history.ts";
import type { Given } from "./answer-command.ts";

export interface AlertHistoryOptions {
  /** One rule; every rule unless given. */
  rule?: RuleId;
}

/** What happened to the alerts of each sector. @throws UsageError for an unknown rule that never had an alert. */
export async function readHistories(
  sectors: SectorId[],
  { options: { rule }, policies, inCloud }: Given<AlertHistoryOptions>,
): Promise<SectorHistory[]> {
  const found = await inCloud((cloud) =>
    Promise.all(sectors.map((sector) => historyOf(sector, rule, cloud))),
  );
  const isEmpty = found.every(({ events }) => events.length === 0);
  if (rule !== undefined && isEmpty && !isKnown(rule, sectors, policies)) {
    throw new UsageError(`--rule: "${rule}" is not a rule of ${sectors.join(", ")}, and never had an alert`);
  }
  return found;
}

function isKnown(rule: RuleId, sectors: SectorId[], policies: Policies): boolean {
  return sectors.some((sector) => ruleIn(policies, sector, rule) !== undefined);
}

/** What happened to the alerts of a sector, oldest first; with a rule, to its alerts alone. */
export async function historyOf(
  sector: SectorId,
  rule: RuleId | undefined,
  cloud: Cloud,
): Promise<SectorHistory> {
  // The ledger first: a line that moves from its outbox into the history meanwhile is then found twice, and never lost.
  const outbox = await outboxOf(sector, cloud);
  const history = await cloud.history.read(sector);
  const unreadable = mergeUnreadable([history.unreadable, outbox.unreadable]);
  const waiting = outbox.records.filter((line) => !history.rows.some((row) => isDeepStrictEqual(row, line)));
  const all = [...history.rows, ...waiting].sort((a, b) => compareMoments(a.at, b.at));
  const events = all.filter((record) => rule === undefined || record.rule === rule);
  const rules = rule === undefined ? {} : { rule };
  return { sector, ...rules, events, ...(unreadable.count === 0 ? {} : { unreadable }) };
}

/** The lines in a sector's outbox that are not yet in its history. Lines about silences wait there until the next run. */
async function outboxOf(
  sector: SectorId,
  { ledgers }: Pick<Cloud, "ledgers">,
): Promise<{ records: HistoryRecord[]; unreadable: Unreadable }> {
  try {
    const { outbox } = await ledgers.load(sector);
    return { records: outbox.flatMap(({ records }) => records), unreadable: NOTHING_UNREADABLE };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    return { records: [], unreadable: { count: 1, first: [error.item] } };
  }
}

function compareMoments(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
