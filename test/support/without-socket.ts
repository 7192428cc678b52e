import { EventEmitter } from "node:events";
import type { Server } from "node:http";
import { Readable } from "node:stream";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/**
 * Has a client reach the embedded DynamoDB of this process without a socket. All of the SDK and all of DynamoDB take part as
 * over a socket; only HTTP itself does not, which is half of the work. Tests of the wire keep theirs.
 */
export function askWithoutSocket(client: DynamoDBClient, server: Server): void {
  Object.assign(client.config, { requestHandler: handlerOf(server) });
}

type Handler = DynamoDBClient["config"]["requestHandler"];
type Asked = Parameters<Handler["handle"]>[0];
type Answered = Awaited<ReturnType<Handler["handle"]>>;

function handlerOf(server: Server): Handler {
  return {
    metadata: { handlerProtocol: "http/1.1" },
    handle: (asked) => handle(server, asked),
    destroy() {},
    updateHttpClientConfig() {},
    httpHandlerConfigs: () => ({}),
  };
}

function handle(server: Server, { method, path, headers, body }: Asked): Promise<Answered> {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  const request = Object.assign(new EventEmitter(), {
    method,
    url: path,
    headers: Object.fromEntries(named) as Record<string, string>,
  });
  return new Promise((resolve) => {
    const told: Record<string, string> = {};
    const response = {
      statusCode: 200,
      setHeader: (name: string, value: unknown) => {
        told[name.toLowerCase()] = String(value);
      },
      end(text = "") {
        const answer = {
          statusCode: response.statusCode,
          headers: told,
          body: Readable.from([Buffer.from(text)]),
        };
        resolve({ response: answer as Answered["response"] });
      },
    };
    server.emit("request", request, response);
    // DynamoDB is always sent bytes; a copy of them would be a detour through a text.
    const { buffer, byteOffset, byteLength } = body as Uint8Array;
    request.emit("data", Buffer.from(buffer, byteOffset, byteLength));
    request.emit("end");
  });
}
