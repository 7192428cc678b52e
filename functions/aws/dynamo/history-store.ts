import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type HistoryRecord, historyForm, versionOfLines } from "../../../shared/alerts/history.ts";
import type { UnreadableItem } from "../../../shared/supply/unreadable.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { ReadStored } from "../../../shared/values/stored.ts";
import type { History, HistoryLog, HistoryStore } from "../../ports/decisions.ts";
import type { Item } from "./attributes.ts";
import { compress } from "./compressed.ts";
import { putIf } from "./conditional-write.ts";
import { beginsWith, IS_NEW } from "./conditions.ts";
import { expiryOf } from "./expiry.ts";
import { itemKey } from "./item-key.ts";
import { queryItems } from "./pager.ts";
import { unreadableOf } from "./pages.ts";
import { readCompressed, versionAttribute } from "./stored-item.ts";

const HISTORY_PREFIX = "event#";
// Enough digits for every version, so that keys sort by version.
const VERSION_DIGITS = 12;

/**
 * Writes the history of alerts into the table of assessments: one item per version of the ledger. Writing it again changes
 * nothing. The lines expire `keepDays` after their decision, or never with `null`.
 */
export function createHistoryLog(
  client: DynamoDBClient,
  tableName: string,
  keepDays: number | null,
): HistoryLog {
  return {
    async append(sector, version, records) {
      await putIf(client, tableName, historyItem(sector, version, records, keepDays), IS_NEW);
    },
  };
}

/** Reads the history of alerts. */
export function createHistory(client: DynamoDBClient, tableName: string): History {
  return {
    async read(sector) {
      const rows: HistoryRecord[] = [];
      const bad: UnreadableItem[] = [];
      const query = { TableName: tableName, ...beginsWith(sector, HISTORY_PREFIX) };
      for await (const item of queryItems(client, query)) {
        const read = readHistory(item);
        if (read.problem === null) for (const record of read.value) rows.push(record);
        else bad.push({ key: itemKey("assessments", item), problem: read.problem });
      }
      return { rows, unreadable: unreadableOf(bad) };
    },
  };
}

/** Writes and reads the history of alerts. */
export function createHistoryStore(
  client: DynamoDBClient,
  tableName: string,
  keepDays: number | null,
): HistoryStore {
  return { ...createHistoryLog(client, tableName, keepDays), ...createHistory(client, tableName) };
}

/** The item with the lines of one version of a sector's ledger. */
export function historyItem(
  sector: SectorId,
  version: number,
  records: HistoryRecord[],
  keepDays: number | null,
): Item {
  const decidedAt = new Date(records[0]?.at ?? 0);
  return {
    sector: { S: sector },
    assessmentKey: { S: `${HISTORY_PREFIX}${String(version).padStart(VERSION_DIGITS, "0")}` },
    ...versionAttribute({ version: versionOfLines(records) }),
    records: { B: compress(records) },
    ...expiryOf(decidedAt, keepDays),
  };
}

/** The lines that an item of the history holds. */
export function readHistory(item: Item): ReadStored<HistoryRecord[]> {
  return readCompressed(historyForm, item, "records");
}
