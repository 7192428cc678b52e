import { S3Client } from "@aws-sdk/client-s3";

/** The S3 client. A custom endpoint has no host name for each bucket, so there the bucket is part of the path. */
export function createS3Client(endpoint: string | undefined): S3Client {
  return new S3Client({
    maxAttempts: 6,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 30_000 },
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  });
}
