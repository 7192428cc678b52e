import { S3Client } from "@aws-sdk/client-s3";

/** The S3 client. An endpoint of one's own has no name for each bucket, so the bucket goes into the path there. */
export function createS3Client(endpoint: string | undefined): S3Client {
  return new S3Client({
    maxAttempts: 6,
    requestHandler: { connectionTimeout: 2000, requestTimeout: 30_000 },
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
  });
}
