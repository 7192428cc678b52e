import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

// An empty table that answers as DynamoDB does, in a process of its own: it has no rows, and takes what it is given. Each
// answer comes after some milliseconds, as it does over a network. It prints its port, and ends with its parent.

const LATENCY_MS = 3;

const ANSWERS: Record<string, string> = {
  BatchWriteItem: '{"UnprocessedItems":{}}',
  Query: '{"Items":[],"Count":0,"ScannedCount":0}',
  Scan: '{"Items":[],"Count":0,"ScannedCount":0}',
  GetItem: "{}",
  PutItem: "{}",
};

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const [, operation = ""] = String(request.headers["x-amz-target"]).split(".");
  await wait(LATENCY_MS);
  const answer = ANSWERS[operation] ?? nothingFound(Buffer.concat(chunks));
  response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end(answer);
});

function nothingFound(request: Buffer): string {
  const { RequestItems } = JSON.parse(request.toString("utf8")) as { RequestItems: Record<string, unknown> };
  const none = Object.fromEntries(Object.keys(RequestItems).map((table) => [table, []]));
  return JSON.stringify({ Responses: none, UnprocessedKeys: {} });
}

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  process.stdout.write(`${address.port}\n`);
});
process.stdin.on("end", () => process.exit()).resume();
