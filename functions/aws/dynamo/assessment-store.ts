import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import type { Assessment } from "../../../shared/assessment/assessment.ts";
import { versionOfAssessment } from "../../../shared/assessment/form.ts";
import { summarize } from "../../../shared/assessment/summary.ts";
import type { AssessmentStore } from "../../ports/decisions.ts";
import { createAssessmentReader, headKey, partKey, readAssessment } from "./assessment-reader.ts";
import type { Item } from "./attributes.ts";
import { compress } from "./compressed.ts";
import { putIf } from "./conditional-write.ts";
import { IS_NEW } from "./conditions.ts";
import { expiryOf } from "./expiry.ts";
import { versionAttribute } from "./stored-item.ts";

// Less than the 400 kB of DynamoDB, to leave room for keys.
const PART_BYTES = 350_000;
// DynamoDB removes expired items within a few days, in any order. The parts must stay as long as their head.
const DAYS_AFTER_HEAD = 7;

/**
 * Stores assessments as compressed JSON in parts, and for each a head with its summary. An assessment is found by its head,
 * which is written last: so no half-written assessment is ever found. They expire after `keepDays`, or never with `null`.
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
      // A damaged one is replaced. A new one is refused when another run has written it meanwhile: that one stays.
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
    ...versionAttribute({ version: versionOfAssessment(assessment) }),
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
