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
import type { ObjectStore } from "../../ports/objects.ts";

/** Objects in S3. */
export function createObjectStore(client: S3Client): ObjectStore {
  return {
    async look({ bucket: Bucket, key: Key }) {
      try {
        const {
          VersionId,
          ETag,
          ContentLength = 0,
        } = await client.send(new HeadObjectCommand({ Bucket, Key }));
        return { version: `${VersionId} ${ETag}`, bytes: ContentLength };
      } catch (error) {
        if (error instanceof NotFound) return null;
        throw error;
      }
    },
    async exists({ bucket: Bucket, key: Key }) {
      // Of all keys that begin with it, the key itself comes first. Encoded: some characters do not pass through XML.
      const { Contents = [], EncodingType } = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: Key, MaxKeys: 1, EncodingType: "url" }),
      );
      const [first] = Contents;
      if (first?.Key === undefined) return false;
      // Not every store that imitates S3 encodes when it is asked to.
      return (
        (EncodingType === "url" ? decodeURIComponent(first.Key.replaceAll("+", " ")) : first.Key) === Key
      );
    },
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
