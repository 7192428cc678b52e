import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { buildApp } from "fauxqs";
import { createS3Client } from "../../functions/aws/s3/client.ts";
import { policiesEnv, recomputeFunctionEnv } from "../../shared/contract/functions.ts";

export const BUCKET = "chokepoint-files";

/** S3 and the Lambda API in this process, told to functions by the environment. */
export interface ImportCloud {
  put(key: string, body: string | Buffer): Promise<void>;
  remove(key: string): Promise<void>;
  read(key: string): Promise<string>;
  keys(): Promise<string[]>;
  /** Every start of a function: its path, how it was started, and its payload. */
  started: { path: string; type: string; payload: unknown }[];
  close(): Promise<void>;
}

/** Starts S3 with an empty bucket, and a Lambda API that only notes what is started. */
export async function startImportCloud(): Promise<ImportCloud> {
  const s3 = buildApp({ logger: false });
  await s3.inject({ method: "PUT", url: `/${BUCKET}` });
  await s3.listen({ port: 0, host: "127.0.0.1" });
  const started: ImportCloud["started"] = [];
  const lambda = createServer(async (request, response) => {
    const payload = JSON.parse(await new Response(request as never).text()) as unknown;
    started.push({
      path: request.url ?? "",
      type: String(request.headers["x-amz-invocation-type"]),
      payload,
    });
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => lambda.listen(0, "127.0.0.1", resolve));
  const urlOf = (server: { address(): unknown }) =>
    `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_REGION: "us-east-1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_ENDPOINT_URL_S3: urlOf(s3.server),
    AWS_ENDPOINT_URL_LAMBDA: urlOf(lambda),
    [recomputeFunctionEnv]: "recompute",
    [policiesEnv]: resolve("policies"),
    POWERTOOLS_LOG_LEVEL: "SILENT",
  });
  const client = createS3Client(process.env.AWS_ENDPOINT_URL_S3);
  return {
    async put(Key, Body) {
      await client.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
    },
    async remove(Key) {
      await client.send(new DeleteObjectCommand({ Bucket: BUCKET, Key }));
    },
    async read(Key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
      return (await Body?.transformToString()) ?? "";
    },
    async keys() {
      const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: BUCKET }));
      return Contents.map(({ Key = "" }) => Key).sort();
    },
    started,
    async close() {
      client.destroy();
      lambda.closeAllConnections();
      await Promise.all([s3.close(), new Promise((resolve) => lambda.close(resolve))]);
    },
  };
}
