import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { type HistoryRecord, historyForm, versionOfLines } from "../../../shared/alerts/history.ts";
import { type Publication, publicationForm } from "../../../shared/alerts/publication.ts";
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
import { readCompressed, readRecord, versionAttribute } from "./stored-item.ts";

const HISTORY_PREFIX = "event#";
// Enough digits for every version, so that keys sort by version.
const VERSION_DIGITS = 12;

/**
 * Writes the history of alerts into the table of assessments: one item per version of the ledger. Writing it again changes
 * nothing, but that a bulletin was published again or later, which has an item of its own. The lines expire `keepDays` after their
 * decision, or never with `null`.
 */
function createHistoryLog(client: DynamoDBClient, tableName: string, keepDays: number | null): HistoryLog {
  return {
    async append(sector, version, records, publication) {
      const [item, later] = historyItems(sector, version, { records, publication, keepDays });
      const isNew = item !== undefined && (await putIf(client, tableName, item, IS_NEW)) === "written";
      // The lines were written before their bulletin was published.
      if (!isNew && later !== undefined) await putIf(client, tableName, later, IS_NEW);
    },
  };
}

/** Reads the history of alerts. */
export function createHistory(client: DynamoDBClient, tableName: string): History {
  return {
    async read(sector) {
      const rows: HistoryRecord[] = [];
      const publications: Publication[] = [];
      const bad: UnreadableItem[] = [];
      const query = { TableName: tableName, ...beginsWith(sector, HISTORY_PREFIX) };
      for await (const item of queryItems(client, query)) {
        const [read, published] = [readHistory(item), readPublication(item)];
        if (published !== null && published.problem === null) publications.push(published.value);
        if (read.problem === null) for (const record of read.value) rows.push(record);
        else bad.push({ key: itemKey("assessments", item), problem: read.problem });
      }
      return { rows, publications, unreadable: unreadableOf(bad) };
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

/** What the lines of a version are stored with. */
interface Appended {
  records: HistoryRecord[];
  publication: Publication | null;
  keepDays: number | null;
}

/** The item with lines and publication, where there are lines; and one with the publication alone, where there is one. */
function historyItems(
  sector: SectorId,
  version: number,
  { records, publication, keepDays }: Appended,
): [lines: Item | undefined, published: Item | undefined] {
  const attribute: Item = publication === null ? {} : { [PUBLICATION]: { S: JSON.stringify(publication) } };
  const lines =
    records.length === 0 ? undefined : { ...historyItem(sector, version, records, keepDays), ...attribute };
  if (publication === null) return [lines, undefined];
  const { assessmentKey, ...rest } = historyItem(sector, version, [], keepDays);
  const published = {
    ...{ ...rest, assessmentKey: { S: `${assessmentKey?.S}#${publication.at}` }, ...attribute },
    ...expiryOf(new Date(publication.at), keepDays),
  };
  return [lines, published];
}

// Earlier versions do not look at it.
const PUBLICATION = "publication";

/** The lines that an item of the history holds, where all of it can be read. */
export function readHistory(item: Item): ReadStored<HistoryRecord[]> {
  const published = readPublication(item);
  return published === null || published.problem === null
    ? readCompressed(historyForm, item, "records")
    : published;
}

/** When the bulletin of these lines was published; `null` where that is not stored. */
function readPublication(item: Item): ReadStored<Publication> | null {
  return item[PUBLICATION] === undefined ? null : readRecord(publicationForm, item, PUBLICATION);
}
