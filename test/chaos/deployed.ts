import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  paginateScan,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import {
  GetFunctionConfigurationCommand,
  GetFunctionEventInvokeConfigCommand,
  InvokeCommand,
  LambdaClient,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  type QueueAttributeName,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { keyNamesOf } from "../../functions/aws/dynamo/item-key.ts";
import { importBucket } from "../../shared/contract/buckets.ts";
import { functionOutputs } from "../../shared/contract/functions.ts";
import { type TableName, tables } from "../../shared/contract/tables.ts";
import { until } from "../endpoint/steps.ts";

export type FunctionName = keyof typeof functionOutputs;
export type Item = Record<string, AttributeValue>;

/** What may be changed of a function while it is deployed. */
export interface FunctionChange {
  /** In seconds. */
  timeout?: number;
  /** Where its SDK finds AWS; `null` for where the endpoint sends it. */
  endpoint?: string | null;
}

/** The deployed stack, by AWS's own APIs. */
export type Deployed = ReturnType<typeof reach>;

// An answer may take as long as a function may run.
const INVOKE_MS = 15 * 60 * 1000;

/** Reaches a deployed stack by its outputs. */
export function reach(outputs: ReadonlyMap<string, string>) {
  const dynamo = new DynamoDBClient({});
  const lambda = new LambdaClient({});
  // An invocation must not be repeated because its connection was an old one, or its answer is slow.
  const once = new LambdaClient({
    maxAttempts: 1,
    requestHandler: { requestTimeout: INVOKE_MS, httpAgent: { keepAlive: false } },
  });
  const s3 = new S3Client({ forcePathStyle: true });
  const sqs = new SQSClient({});
  const output = (name: string) => {
    const value = outputs.get(name);
    if (value === undefined) throw new Error(`the stack has no output ${name}`);
    return value;
  };
  const Bucket = output(importBucket.output);
  const functionOf = (name: FunctionName) => output(functionOutputs[name]);
  const tableOf = (name: TableName) => output(tables[name].output);
  return {
    bucket: Bucket,
    dynamo,
    tableOf,
    /** Puts a file into the bucket. @returns the version that S3 gave it. */
    async put(Key: string, Body: string): Promise<string | undefined> {
      return (await s3.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
    },
    async remove(Key: string): Promise<void> {
      await s3.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    /** Invokes a function and waits for its answer. @throws Error with what it failed by. */
    async invoke(name: FunctionName, payload: unknown): Promise<unknown> {
      const Payload = Buffer.from(JSON.stringify(payload));
      const answer = await once.send(new InvokeCommand({ FunctionName: functionOf(name), Payload }));
      const text = Buffer.from(answer.Payload ?? []).toString("utf8");
      if (answer.FunctionError !== undefined) throw new Error(`${name} failed: ${text}`);
      return JSON.parse(text);
    },
    /** Changes how a function runs from now on; what is under way goes on as it began. */
    async change(name: FunctionName, { timeout, endpoint }: FunctionChange): Promise<void> {
      const FunctionName = functionOf(name);
      const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      const { AWS_ENDPOINT_URL, ...own } = Environment?.Variables ?? {};
      const kept = endpoint === undefined ? AWS_ENDPOINT_URL : (endpoint ?? undefined);
      const Variables = { ...own, ...(kept === undefined ? {} : { AWS_ENDPOINT_URL: kept }) };
      const changed = { FunctionName, Environment: { Variables } };
      await lambda.send(
        new UpdateFunctionConfigurationCommand(
          timeout === undefined ? changed : { ...changed, Timeout: timeout },
        ),
      );
      await until(`the change of ${name}`, async () => {
        const now = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
        return now.LastUpdateStatus === "InProgress" ? null : "done";
      });
    },
    /** How many starts of a function have failed after all of their retries, and wait in its queue. */
    async failuresOf(name: FunctionName): Promise<number> {
      const asked = new GetFunctionEventInvokeConfigCommand({
        FunctionName: functionOf(name),
        Qualifier: "$LATEST",
      });
      const { DestinationConfig } = await lambda.send(asked);
      const QueueName = DestinationConfig?.OnFailure?.Destination?.split(":").at(-1);
      const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName }));
      const AttributeNames: QueueAttributeName[] = ["ApproximateNumberOfMessages"];
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }));
      return Number(Attributes?.ApproximateNumberOfMessages);
    },
    /** What stands beside the assessments of a sector under keys that begin so. */
    async beside(sector: string, prefix: string): Promise<Item[]> {
      const query = new QueryCommand({
        TableName: tableOf("assessments"),
        KeyConditionExpression: "sector = :sector AND begins_with(assessmentKey, :prefix)",
        ExpressionAttributeValues: { ":sector": { S: sector }, ":prefix": { S: prefix } },
        ConsistentRead: true,
      });
      return (await dynamo.send(query)).Items ?? [];
    },
    /** Every item of a table. */
    async items(table: TableName): Promise<Item[]> {
      const found: Item[] = [];
      const scan = { TableName: tableOf(table), ConsistentRead: true };
      for await (const { Items = [] } of paginateScan({ client: dynamo }, scan)) found.push(...Items);
      return found;
    },
    async ledgerOf(sector: string): Promise<Item | undefined> {
      const get = new GetItemCommand({
        TableName: tableOf("ledgers"),
        Key: { sector: { S: sector } },
        ConsistentRead: true,
      });
      return (await dynamo.send(get)).Item;
    },
    async store(table: TableName, item: Item): Promise<void> {
      await dynamo.send(new PutItemCommand({ TableName: tableOf(table), Item: item }));
    },
    async drop(table: TableName, item: Item): Promise<void> {
      const Key = Object.fromEntries(
        Object.entries(item).filter(([name]) => keyNamesOf(table).includes(name)),
      );
      await dynamo.send(new DeleteItemCommand({ TableName: tableOf(table), Key }));
    },
    /** Removes every version of every file: only then can the bucket go. */
    async empty(): Promise<void> {
      for (;;) {
        const { Versions = [], DeleteMarkers = [] } = await s3.send(
          new ListObjectVersionsCommand({ Bucket }),
        );
        const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }));
        if (Objects.length === 0) return;
        await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
      }
    },
    close() {
      for (const client of [dynamo, lambda, once, s3, sqs]) client.destroy();
    },
  };
}
