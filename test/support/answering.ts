import { Readable } from "node:stream";
import { DynamoDBClient, type QueryCommandOutput } from "@aws-sdk/client-dynamodb";

/** What is answered to queries: for each shard from 0 on the bodies of its pages, in chunks of so many bytes. */
export interface Answers {
  pages: Buffer[][];
  chunk: number;
}

const NOTHING = Buffer.from('{"Count":0,"Items":[]}');

/** A client that gets these answers without a socket; all else is the SDK. `walked` hears how many items the SDK has parsed. */
export function answering(answers: Answers, walked: (items: number) => void = () => {}): DynamoDBClient {
  const client = new DynamoDBClient({
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
    maxAttempts: 1,
    requestHandler: {
      handle: async ({ body }: { body: Uint8Array }) => {
        const answer = bodyFor(answers, JSON.parse(Buffer.from(body).toString()));
        const chunks = Array.from({ length: Math.ceil(answer.length / answers.chunk) }, (_, at) =>
          answer.subarray(at * answers.chunk, (at + 1) * answers.chunk),
        );
        return { response: { statusCode: 200, headers: {}, body: Readable.from(chunks) } as never };
      },
    } as never,
  });
  client.middlewareStack.add(
    (next) => async (args) => {
      const answered = await next(args);
      walked((answered.output as QueryCommandOutput).Items?.length ?? 0);
      return answered;
    },
    { step: "initialize" },
  );
  return client;
}

interface Asked {
  ExpressionAttributeValues: Record<string, { S: string }>;
  ExclusiveStartKey?: { positionId: { S: string } };
}

function bodyFor({ pages }: Answers, { ExpressionAttributeValues, ExclusiveStartKey }: Asked): Buffer {
  const shard = Number(/#(\d\d)$/.exec(ExpressionAttributeValues[":shard"]?.S ?? "")?.[1] ?? -1);
  const page = Number(ExclusiveStartKey?.positionId.S ?? 0);
  // A body that was harmed may name its own page as the next one: then reading would never end.
  if (ExclusiveStartKey !== undefined && page === 0) throw new Error("no page begins after this key");
  return pages[shard]?.[page] ?? NOTHING;
}
