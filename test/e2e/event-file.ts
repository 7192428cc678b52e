import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  type S3ServiceException,
} from "@aws-sdk/client-s3";
import { createImportRecords } from "../../functions/aws/dynamo/import-store.ts";
import { eventFileKey, eventIndexKey } from "../../shared/contract/event-file-place.ts";
import { type ImportRecord, importIdOf } from "../../shared/imports/record.ts";

/** A sector of the stack in which nothing else happens. */
export const QUIET_SECTOR = "ai";

/** Stores that an import began and ended at an instant, as if it had been then. */
export async function storeImportAt(dynamo: DynamoDBClient, table: string, at: Date): Promise<void> {
  const record: ImportRecord = {
    ...{ schemaVersion: 1, id: importIdOf(at, "e2e000"), sector: QUIET_SECTOR, kind: "positions" },
    ...{ file: "positions/e2e.csv", from: { via: "command line", by: null }, digest: "e2e" },
    ...{ startedAt: at.toISOString(), endedAt: at.toISOString() },
    ...{ rows: { added: 0, changed: 0, removed: 0 }, exposure: null },
    ...{ sources: [], moreSources: 0, tookFrom: [] },
  };
  await createImportRecords(dynamo, table).put([record]);
}

/** The file of a day, and its version. */
export async function fileOf(
  s3: S3Client,
  Bucket: string,
  day: string,
): Promise<{ text: string; version: string | undefined }> {
  const found = await s3.send(new GetObjectCommand({ Bucket, Key: eventFileKey(QUIET_SECTOR, day) }));
  return { text: (await found.Body?.transformToString()) ?? "", version: found.VersionId };
}

/** Has the next look write the files of the sector from the beginning. */
export async function beginAgain(s3: S3Client, Bucket: string): Promise<void> {
  await s3.send(new DeleteObjectCommand({ Bucket, Key: eventIndexKey(QUIET_SECTOR) }));
}

/** Whether S3 refuses to replace the file of a day, as the watchdog asks it to; `null` where the endpoint gives no answer. */
export async function refusesAnother(s3: S3Client, Bucket: string, day: string): Promise<boolean | null> {
  const object = { Bucket, Key: eventFileKey(QUIET_SECTOR, day), Body: "another" };
  try {
    await s3.send(new PutObjectCommand({ ...object, IfNoneMatch: "*" }));
    return false;
  } catch (error) {
    const status = (error as S3ServiceException).$metadata?.httpStatusCode;
    return status === undefined ? null : status === 412;
  }
}
