import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import * as z from "zod";

/** An event as EventBridge hands it to a target. */
export interface BusEnvelope {
  version: "0";
  id: string;
  "detail-type": string;
  source: string;
  account: string;
  time: string;
  region: string;
  resources: string[];
  detail: unknown;
}

/** The bus of the embedded cloud. */
export interface EmbeddedBus {
  url: string;
  arn: string;
  close(): Promise<void>;
}

const ACCOUNT = "000000000000";
const REGION = "us-east-1";

const requestSchema = z.object({
  Entries: z.array(
    z.object({ Source: z.string(), DetailType: z.string(), Detail: z.string(), Time: z.number() }),
  ),
});

/**
 * Starts a bus in this process, on the loopback interface. It calls `deliver` with the events before it answers. If `deliver`
 * fails, the request fails with the same reason.
 */
export async function startBus(deliver: (events: BusEnvelope[]) => Promise<void>): Promise<EmbeddedBus> {
  const server = createServer((request, response) => {
    answer(request, response, deliver).catch((error: Error) => refuse(response, error.message));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    arn: `arn:aws:events:${REGION}:${ACCOUNT}:event-bus/chokepoint`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  deliver: (events: BusEnvelope[]) => Promise<void>,
): Promise<void> {
  if (request.headers["x-amz-target"] !== "AWSEvents.PutEvents")
    throw new Error("this bus only takes events");
  const events = requestSchema.parse(await json(request)).Entries.map(
    ({ Source, DetailType, Detail, Time }): BusEnvelope => ({
      version: "0",
      id: randomUUID(),
      "detail-type": DetailType,
      source: Source,
      account: ACCOUNT,
      // EventBridge keeps no fractions of a second.
      time: new Date(Math.floor(Time) * 1000).toISOString().replace(".000Z", "Z"),
      region: REGION,
      resources: [],
      detail: JSON.parse(Detail),
    }),
  );
  await deliver(events);
  send(response, 200, { FailedEntryCount: 0, Entries: events.map(({ id }) => ({ EventId: id })) });
}

function refuse(response: ServerResponse, message: string): void {
  // The client does not try again after an error of the sender: it would fail for the same reason.
  send(response, 400, { __type: "NotDelivered", message });
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/x-amz-json-1.1" }).end(JSON.stringify(body));
}
