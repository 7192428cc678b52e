import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DeleteObjectCommand, GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
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

/** Has a look of the watchdog write the files of the sector from the beginning. @returns the file of a day, and its version. */
export async function fileAfterLook(
  s3: S3Client,
  Bucket: string,
  day: string,
  look: () => Promise<unknown>,
): Promise<{ text: string; version: string | undefined }> {
  await s3.send(new DeleteObjectCommand({ Bucket, Key: eventIndexKey(QUIET_SECTOR) }));
  await look();
  const found = await s3.send(new GetObjectCommand({ Bucket, Key: eventFileKey(QUIET_SECTOR, day) }));
  return { text: (await found.Body?.transformToString()) ?? "", version: found.VersionId };
}
