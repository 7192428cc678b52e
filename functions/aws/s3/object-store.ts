import type { Readable } from "node:stream";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { ObjectPlace } from "../../../shared/contract/import-payload.ts";
import type { ObjectFound, ObjectStore } from "../../ports/objects.ts";

/** Objects in S3. */
export function createObjectStore(client: S3Client): ObjectStore {
  return {
    look: (place) => lookAt(client, place),
    exists: (place) => exists(client, place),
    async *read({ bucket: Bucket, key: Key }) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      if (Body !== undefined) yield* Body as Readable;
    },
    async write({ bucket: Bucket, key: Key }, text, ContentType) {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: Buffer.from(text), ContentType }));
    },
    async remove({ bucket: Bucket, key: Key }) {
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    },
  };
}

async function lookAt(
  client: S3Client,
  { bucket: Bucket, key: Key }: ObjectPlace,
): Promise<ObjectFound | null> {
  try {
    const found = await client.send(new HeadObjectCommand({ Bucket, Key }));
    return { version: `${found.VersionId} ${found.ETag}`, bytes: found.ContentLength ?? 0 };
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}

async function exists(client: S3Client, { bucket: Bucket, key: Key }: ObjectPlace): Promise<boolean> {
  // Of all keys with this prefix, the key itself comes first. Encoded, because XML does not allow some characters.
  const list = { Bucket, Prefix: Key, MaxKeys: 1, EncodingType: "url" as const };
  const { Contents = [], EncodingType } = await client.send(new ListObjectsV2Command(list));
  const [first] = Contents;
  if (first?.Key === undefined) return false;
  // Not every S3-compatible store encodes on request.
  return (EncodingType === "url" ? decodeURIComponent(first.Key.replaceAll("+", " ")) : first.Key) === Key;
}
