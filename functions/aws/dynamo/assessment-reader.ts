import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { Assessment } from "../../../shared/assessment/assessment.ts";
import { assessmentForm, summaryForm } from "../../../shared/assessment/form.ts";
import type { AssessmentSummary } from "../../../shared/assessment/summary.ts";
import type { UnreadableItem } from "../../../shared/supply/unreadable.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { damaged, problemOfVersion, type ReadStored } from "../../../shared/values/stored.ts";
import type { AssessmentStore } from "../../ports/decisions.ts";
import type { Page } from "../../ports/supply.ts";
import { UnreadableError } from "../../runtime/unreadable-error.ts";
import type { Item } from "./attributes.ts";
import { MOST_OF_PARTS } from "./compressed.ts";
import { getItem } from "./conditional-write.ts";
import { itemKey } from "./item-key.ts";
import { queryItems } from "./pager.ts";
import { unreadableOf } from "./pages.ts";
import { readBytes, readCompressed, versionOf } from "./stored-item.ts";

const IS_UP_TO = "sector = :sector AND assessmentKey < :end";
// No assessment has so many parts: a larger number is damaged.
const MOST_PARTS = 10_000;

/** What identifies an assessment. */
export type AssessmentKey = Pick<Assessment, "sector" | "asOf" | "id">;

const WAY_ON = "restore it, or remove it: docs/operate.md, Damaged items";

/** Reads assessments, and their summaries. */
export function createAssessmentReader(
  client: DynamoDBClient,
  tableName: string,
): Pick<AssessmentStore, "load" | "recent"> {
  return {
    async load(key) {
      const stored = await readAssessment(client, tableName, key);
      if (stored === null) return null;
      if (stored.problem === null) return stored.value;
      const item = { key: itemKey("assessments", headKey(key)), problem: stored.problem };
      throw new UnreadableError(`the assessment of ${key.sector} as of ${key.asOf}`, item, WAY_ON);
    },
    recent: (sector, upTo, most) => recentSummaries(client, { tableName, sector, upTo, most }),
  };
}

async function recentSummaries(
  client: DynamoDBClient,
  { tableName, sector, upTo, most }: { tableName: string; sector: SectorId; upTo: string; most: number },
): Promise<Page<AssessmentSummary>> {
  const rows: AssessmentSummary[] = [];
  const bad: UnreadableItem[] = [];
  const newestFirst = {
    TableName: tableName,
    KeyConditionExpression: IS_UP_TO,
    ExpressionAttributeValues: { ":sector": { S: sector }, ":end": { S: `${upTo}${AFTER_IDS}` } },
    ScanIndexForward: false,
    Limit: most,
  };
  for await (const item of queryItems(client, newestFirst)) {
    const read = readSummary(item);
    if (read === null) continue;
    if (read.problem === null) rows.push(read.value);
    else bad.push({ key: itemKey("assessments", item), problem: read.problem });
    if (rows.length + bad.length === most) break;
  }
  return { rows, unreadable: unreadableOf(bad) };
}

/** The summary in the head of an assessment; `null` in a head that is older than summaries. */
export function readSummary(head: Item): ReadStored<AssessmentSummary> | null {
  const isOlder = head.parts !== undefined && versionOf(head) === undefined;
  if (head.summary === undefined && isOlder) return null;
  const read = readCompressed(summaryForm, head, "summary");
  if (read.problem !== null) return read;
  return isHeadOf(head, read.value) ? read : damaged("it holds the summary of another assessment");
}

/** An assessment from its head and its parts; `null` when there is no head. */
export async function readAssessment(
  client: DynamoDBClient,
  tableName: string,
  key: AssessmentKey,
): Promise<ReadStored<Assessment> | null> {
  const head = await getItem(client, tableName, headKey(key));
  if (head === undefined) return null;
  const problem = problemOfVersion(assessmentForm, versionOf(head));
  if (problem !== null) return problem;
  const count = Number(head.parts?.N);
  if (!Number.isInteger(count) || count < 1 || count > MOST_PARTS)
    return damaged("it does not say how many parts it has");
  const parts: Uint8Array[] = [];
  for (let part = 0; part < count; part += 1) {
    const body = (await getItem(client, tableName, partKey(key, part)))?.body?.B;
    if (body === undefined) return damaged(`its part ${part + 1} of ${count} is gone`);
    parts.push(body);
  }
  const read = readBytes(assessmentForm, head, Buffer.concat(parts), MOST_OF_PARTS);
  if (read.problem !== null) return read;
  return isHeadOf(head, read.value) ? read : damaged("its parts are those of another assessment");
}

function isHeadOf({ sector, assessmentKey }: Item, found: AssessmentKey): boolean {
  const key = headKey(found);
  return sector?.S === key.sector?.S && assessmentKey?.S === key.assessmentKey?.S;
}

// Keys of heads begin with a day and sort by it. All other keys begin with a letter, so they come after the heads.
export const AFTER_IDS = "#~";

/** Where the head of an assessment is stored. */
export function headKey({ sector, asOf, id }: AssessmentKey): Item {
  return { sector: { S: sector }, assessmentKey: { S: `${asOf}#${id}` } };
}

/** Where one of its parts is stored. */
export function partKey({ sector, id }: AssessmentKey, part: number): Item {
  return { sector: { S: sector }, assessmentKey: { S: `part#${id}#${String(part).padStart(4, "0")}` } };
}
