import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Assessment } from "../../../shared/assessment/assessment.ts";
import { assessmentForm } from "../../../shared/assessment/form.ts";
import { summarize } from "../../../shared/assessment/summary.ts";
import type { AssessmentStore } from "../../ports/decisions.ts";
import { createAssessmentReader, headKey, partKey, readAssessment } from "./assessment-reader.ts";
import type { Item } from "./attributes.ts";
import { compress } from "./compressed.ts";
import { putIf } from "./conditional-write.ts";
import { IS_NEW } from "./conditions.ts";
import { expiryOf } from "./expiry.ts";
import { versionAttribute } from "./stored-item.ts";

// Below DynamoDB's 400 kB with room for keys.
const PART_BYTES = 350_000;
// DynamoDB takes up to a few days over expired items, in any order, and a head must not outlive its parts.
const DAYS_AFTER_HEAD = 7;

/**
 * Keeps assessments as compressed JSON in parts, and for each a head with its summary. The head, through which it is
 * found, is written last, so that there is no half-written assessment. They go after `keepDays`, if that is given.
 */
export function createAssessmentStore(
  client: DynamoDBClient,
  tableName: string,
  keepDays: number | null,
): AssessmentStore {
  return {
    ...createAssessmentReader(client, tableName),
    async save(assessment, assessedAt) {
      const stored = await readAssessment(client, tableName, assessment);
      // The same id means the same content: it is there already. What a newer version has written is left to it.
      if (stored !== null && (stored.problem === null || stored.isNewer)) return;
      const { head, parts } = assessmentItems(assessment, assessedAt, keepDays);
      for (const part of parts) await client.send(new PutItemCommand({ TableName: tableName, Item: part }));
      // One that is damaged is written anew. A new one is refused when another run has written it meanwhile: it stays.
      await putIf(client, tableName, head, stored === null ? IS_NEW : {});
    },
  };
}

/** The items of an assessment. */
function assessmentItems(
  assessment: Assessment,
  assessedAt: Date,
  keepDays: number | null,
): { head: Item; parts: Item[] } {
  const body = compress(assessment);
  const count = Math.ceil(body.length / PART_BYTES);
  const head = {
    ...headKey(assessment),
    ...versionAttribute(assessmentForm),
    ...expiryOf(assessedAt, keepDays),
    parts: { N: String(count) },
    assessedAt: { S: assessedAt.toISOString() },
    summary: { B: compress(summarize(assessment, assessedAt)) },
  };
  const parts = Array.from({ length: count }, (_, part) => ({
    ...partKey(assessment, part),
    ...expiryOf(assessedAt, keepDays === null ? null : keepDays + DAYS_AFTER_HEAD),
    body: { B: body.subarray(part * PART_BYTES, (part + 1) * PART_BYTES) },
  }));
  return { head, parts };
}
