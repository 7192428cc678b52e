import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { partsPrefix } from "../../../shared/contract/names.ts";
import { type Part, type PartsPlan, partsPlanForm } from "../../../shared/parts/plan.ts";
import { foldRecord, readFoldRecord } from "../../../shared/supply/fold-record.ts";
import { readStored } from "../../../shared/values/stored.ts";
import type { PartStore } from "../../ports/parts.ts";

const [compress, decompress] = [promisify(gzip), promisify(gunzip)];

/** Parts as objects of a bucket: `folds/ai/RUN/plan.json.gz`, and beside it one object for each part. */
export function createPartStore(client: S3Client, bucket: string): PartStore {
  return {
    savePlan: (plan) => write(client, bucket, planKey(plan), plan),
    async plan(sector, run) {
      const key = planKey({ sector, run });
      const plan = await read(client, bucket, key);
      const found = readStored(partsPlanForm, (plan as { schemaVersion?: unknown }).schemaVersion, plan);
      if (found.problem !== null) throw new Error(`the object ${key} cannot be read: ${found.problem}`);
      return found.value;
    },
    saveFolds: (plan, part, folds) =>
      write(client, bucket, partKey(plan, part), folds?.map(foldRecord) ?? null),
    async folds(plan, part) {
      const key = partKey(plan, part);
      const records = await read(client, bucket, key);
      if (records === null) return null;
      if (!Array.isArray(records)) throw new Error(`the object ${key} cannot be read: it is no list`);
      return records.map((record) => {
        const fold = readFoldRecord(record);
        if (fold.problem !== null) throw new Error(`the object ${key} cannot be read: ${fold.problem}`);
        return fold.value;
      });
    },
    remove: (plan) => removeAll(client, bucket, runPrefix(plan)),
  };
}

function runPrefix({ sector, run }: Pick<PartsPlan, "sector" | "run">): string {
  return `${partsPrefix}${sector}/${run}/`;
}

function planKey(plan: Pick<PartsPlan, "sector" | "run">): string {
  return `${runPrefix(plan)}plan.json.gz`;
}

function partKey(plan: PartsPlan, { shard, from }: Part): string {
  return `${runPrefix(plan)}${shard}-from-${from ?? "first"}.json.gz`;
}

async function write(client: S3Client, Bucket: string, Key: string, value: unknown): Promise<void> {
  const Body = await compress(JSON.stringify(value));
  await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "application/gzip" }));
}

async function read(client: S3Client, Bucket: string, Key: string): Promise<unknown> {
  try {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    return JSON.parse((await decompress(bytes)).toString("utf8"));
  } catch (error) {
    if (error instanceof NoSuchKey)
      throw new Error(`the object ${Key} is not there any more`, { cause: error });
    throw error;
  }
}

async function removeAll(client: S3Client, Bucket: string, Prefix: string): Promise<void> {
  for (;;) {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix }));
    const Objects = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [{ Key }]));
    if (Objects.length === 0) return;
    const { Errors = [] } = await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } }),
    );
    const [first] = Errors;
    if (first !== undefined) throw new Error(`${first.Key} was not removed: ${first.Message}`);
  }
}
