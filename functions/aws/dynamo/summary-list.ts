import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { AssessmentSummary } from "../../../shared/assessment/summary.ts";
import type { UnreadableItem } from "../../../shared/supply/unreadable.ts";
import type { SummaryList } from "../../ports/decisions.ts";
import { AFTER_IDS, readSummary } from "./assessment-reader.ts";
import { itemKey } from "./item-key.ts";
import { pagesOf, queryFetcher } from "./pager.ts";
import { unreadableOf } from "./pages.ts";

/** Reads the summaries of stored assessments, of which the head of each holds one. */
export function createSummaryList(client: DynamoDBClient, tableName: string): SummaryList {
  return {
    async *between(sector, from, to) {
      const query = {
        TableName: tableName,
        KeyConditionExpression: "sector = :sector AND assessmentKey BETWEEN :from AND :to",
        ExpressionAttributeValues: {
          ":sector": { S: sector },
          ":from": { S: from },
          ":to": { S: `${to}${AFTER_IDS}` },
        },
      };
      for await (const { items } of pagesOf(queryFetcher(client, query))) {
        const rows: AssessmentSummary[] = [];
        const bad: UnreadableItem[] = [];
        for (const item of items) {
          const read = readSummary(item);
          if (read?.problem === null) rows.push(read.value);
          else if (read !== null) bad.push({ key: itemKey("assessments", item), problem: read.problem });
        }
        yield { rows, unreadable: unreadableOf(bad) };
      }
    },
  };
}
