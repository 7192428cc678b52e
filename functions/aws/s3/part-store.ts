import { DeleteObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { foldRecord, readFoldRecord } from "../../../shared/supply/fold-record.ts";
import type { FoldedParts, PlannedParts } from "../../ports/parts.ts";
import { partKey, planKey, readPart, readPlan, writePart } from "./part-objects.ts";

/** Where a part is folded: its plan is read, and its folds are written. */
export function createPlannedParts(client: S3Client, bucket: string): PlannedParts {
  return {
    plan: (sector, run) => readPlan(client, bucket, sector, run),
    saveFolds: (plan, part, folds) =>
      writePart(client, bucket, partKey(plan, part), folds?.map(foldRecord) ?? null),
  };
}

/** Where parts are planned and added up. */
export function createFoldedParts(client: S3Client, bucket: string): FoldedParts {
  const remove = (Key: string) => client.send(new DeleteObjectCommand({ Bucket: bucket, Key }));
  return {
    savePlan: (plan) => writePart(client, bucket, planKey(plan), plan),
    plan: (sector, run) => readPlan(client, bucket, sector, run),
    async folds(plan, part) {
      const key = partKey(plan, part);
      const records = await readPart(client, bucket, key);
      if (records === null) return null;
      if (!Array.isArray(records)) throw new Error(`the object ${key} cannot be read: it is no list`);
      return records.map((record) => {
        const fold = readFoldRecord(record);
        if (fold.problem !== null) throw new Error(`the object ${key} cannot be read: ${fold.problem}`);
        return fold.value;
      });
    },
    async remove(plan) {
      const keys = plan.parts.map((part) => partKey(plan, part));
      for (let at = 0; at < keys.length; at += AT_ONCE) {
        await Promise.all(keys.slice(at, at + AT_ONCE).map(remove));
      }
      await remove(planKey(plan));
    },
  };
}

const AT_ONCE = 16;
