import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { eventFileKey, eventIndexKey } from "../../../shared/contract/event-file-place.ts";
import { type FileIndex, fileIndexForm } from "../../../shared/event-log/daily-files.ts";
import { readStored } from "../../../shared/values/stored.ts";
import type { EventFiles } from "../../ports/event-files.ts";

const PRECONDITION_FAILED = 412;

/** The files of the event log in their bucket. S3 itself refuses a second file of a day. */
export function createEventFiles(client: S3Client, Bucket: string): EventFiles {
  return {
    index: (sector) => readIndex(client, Bucket, eventIndexKey(sector)),
    async write(sector, { day, text }) {
      const Key = eventFileKey(sector, day);
      const object = { Bucket, Key, Body: Buffer.from(text), ContentType: "application/x-ndjson" };
      try {
        await client.send(new PutObjectCommand({ ...object, IfNoneMatch: "*" }));
      } catch (error) {
        const isThere =
          error instanceof S3ServiceException && error.$metadata.httpStatusCode === PRECONDITION_FAILED;
        if (!isThere) throw error;
      }
    },
    async saveIndex(index) {
      const Body = Buffer.from(`${JSON.stringify(index)}\n`);
      const object = { Bucket, Key: eventIndexKey(index.sector), Body, ContentType: "application/json" };
      await client.send(new PutObjectCommand(object));
    },
  };
}

async function readIndex(client: S3Client, Bucket: string, Key: string): Promise<FileIndex | null> {
  const text = await readText(client, Bucket, Key);
  if (text === null) return null;
  const value = parsed(text);
  const read = readStored(fileIndexForm, (value as { schemaVersion?: unknown } | null)?.schemaVersion, value);
  if (read.problem === null) return read.value;
  throw new Error(`the object ${Key} cannot be read: ${read.problem}. Remove it, and it is written again`);
}

async function readText(client: S3Client, Bucket: string, Key: string): Promise<string | null> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToString("utf8")) ?? "";
  } catch (error) {
    if (error instanceof NoSuchKey) return null;
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
