import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { pageKey } from "../../../shared/contract/page-place.ts";
import type { PageStore } from "../../ports/pages.ts";

/** The report pages in their bucket: `reports/ai.html`. Browsers show them, and keep none. */
export function createPageStore(client: S3Client, bucket: string): PageStore {
  return {
    async write(sector, html) {
      const key = pageKey(sector);
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: Buffer.from(html),
          ContentType: "text/html; charset=utf-8",
          CacheControl: "no-store",
        }),
      );
      return { bucket, key };
    },
  };
}
