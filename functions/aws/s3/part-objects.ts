import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { partsPrefix } from "../../../shared/contract/parts.ts";
import { type Part, type PartsPlan, partsPlanForm } from "../../../shared/parts/plan.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { readStored } from "../../../shared/values/stored.ts";

const [compress, decompress] = [promisify(gzip), promisify(gunzip)];

/** The object of a plan: `folds/ai/RUN/plan.json.gz`. */
export function planKey({ sector, run }: Pick<PartsPlan, "sector" | "run">): string {
  return `${partsPrefix}${sector}/${run}/plan.json.gz`;
}

/** The object of what one part holds, beside its plan. */
export function partKey({ sector, run }: PartsPlan, { shard, from }: Part): string {
  return `${partsPrefix}${sector}/${run}/${shard}-from-${from ?? "first"}.json.gz`;
}

/** Writes a value as compressed JSON. */
export async function writePart(
  client: S3Client,
  Bucket: string,
  Key: string,
  value: unknown,
): Promise<void> {
  const Body = await compress(JSON.stringify(value));
  await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentType: "application/gzip" }));
}

/** The value of an object. @throws Error when there is none. */
export async function readPart(client: S3Client, Bucket: string, Key: string): Promise<unknown> {
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

/** The plan of a run. @throws Error when there is none, or it cannot be read. */
export async function readPlan(
  client: S3Client,
  bucket: string,
  sector: SectorId,
  run: string,
): Promise<PartsPlan> {
  const key = planKey({ sector, run });
  const plan = await readPart(client, bucket, key);
  const found = readStored(partsPlanForm, (plan as { schemaVersion?: unknown }).schemaVersion, plan);
  if (found.problem !== null) throw new Error(`the object ${key} cannot be read: ${found.problem}`);
  return found.value;
}
