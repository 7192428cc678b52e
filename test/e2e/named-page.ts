import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { until } from "../endpoint/steps.ts";

/** A page as a message names it. */
export interface NamedPage {
  address: string;
  anchor: string;
}

/**
 * Reads the page from where a message says that it lies, as soon as it has what the message is about. The function writes it after
 * the message was sent.
 * @throws Error when the address is none of S3, or nothing of the kind lies there in time.
 */
export async function readNamedPage(s3: S3Client, { address, anchor }: NamedPage): Promise<string> {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(address) ?? [];
  if (bucket === undefined || key === undefined) throw new Error(`${address} is no address of S3`);
  return await until(`a page at ${address} with ${anchor}`, async () => {
    const page = await pageAt(s3, bucket, key);
    return page?.includes(`id="${anchor}"`) ? page : null;
  });
}

async function pageAt(s3: S3Client, Bucket: string, Key: string): Promise<string | null> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToString()) ?? null;
  } catch (error) {
    if ((error as Error).name === "NoSuchKey") return null;
    throw error;
  }
}
