import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { OPERATIONS_PLACE } from "../../../shared/contract/event-file-place.ts";
import { nameOf } from "../../../shared/event-log/event-log.ts";
import { type WatchdogLine, watchdogLineForm } from "../../../shared/event-log/watchdog-line.ts";
import type { UnreadableItem } from "../../../shared/supply/unreadable.ts";
import type { ReadStored } from "../../../shared/values/stored.ts";
import type { FindingLog } from "../../ports/decisions.ts";
import { atMost } from "../../runtime/at-most.ts";
import { sha256 } from "../../runtime/sha256.ts";
import type { Item } from "./attributes.ts";
import { beginsWith } from "./conditions.ts";
import { expiryOf } from "./expiry.ts";
import { itemKey } from "./item-key.ts";
import { queryItems } from "./pager.ts";
import { unreadableOf } from "./pages.ts";
import { readRecord } from "./stored-item.ts";

const FINDING_PREFIX = "finding#";
const AT_ONCE = 8;

/**
 * Stores what the watchdog has sent in the table of assessments: one item for each line, beside its sector or in the place of what is
 * about none. The lines expire `keepDays` after they were told, or never with `null`.
 */
export function createFindingLog(
  client: DynamoDBClient,
  tableName: string,
  keepDays: number | null,
): FindingLog {
  return {
    async append(lines) {
      await atMost(AT_ONCE, lines, async (line) => {
        await client.send(new PutItemCommand({ TableName: tableName, Item: findingItem(line, keepDays) }));
      });
    },
    async read(sector) {
      const rows: WatchdogLine[] = [];
      const bad: UnreadableItem[] = [];
      const query = { TableName: tableName, ...beginsWith(sector ?? OPERATIONS_PLACE, FINDING_PREFIX) };
      for await (const item of queryItems(client, query)) {
        const read = readFinding(item);
        if (read.problem === null) rows.push(read.value);
        else bad.push({ key: itemKey("assessments", item), problem: read.problem });
      }
      return { rows, unreadable: unreadableOf(bad) };
    },
  };
}

/** The item of a line. Its key is made of what identifies the line, so that writing it again changes nothing. */
function findingItem(line: WatchdogLine, keepDays: number | null): Item {
  return {
    sector: { S: line.sector ?? OPERATIONS_PLACE },
    assessmentKey: {
      S: `${FINDING_PREFIX}${line.at}#${sha256(nameOf(line)).slice(0, 16)}`,
    },
    line: { S: JSON.stringify(line) },
    ...expiryOf(new Date(line.at), keepDays),
  };
}

/** The line that an item holds. */
export function readFinding(item: Item): ReadStored<WatchdogLine> {
  return readRecord(watchdogLineForm, item, "line");
}
