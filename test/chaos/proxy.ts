import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import type { Random } from "./random.ts";

/** What a proxy does to requests on their way. */
type Weather =
  | { kind: "calm" }
  /** Each waits so many milliseconds. */
  | { kind: "slow"; least: number; most: number }
  /** So many of a hundred are answered that there were too many. */
  | { kind: "throttling"; percent: number };

/** A proxy on the loopback interface, between functions and the endpoint. */
export interface WeatherProxy {
  url: string;
  /** How many requests have passed or were refused. */
  counted(): number;
  /** For how many milliseconds no request has come. */
  quietFor(): number;
  turn(weather: Weather): void;
  close(): Promise<void>;
}

/** Starts a proxy before an endpoint. */
export async function startProxy(endpoint: string, random: Random): Promise<WeatherProxy> {
  let weather: Weather = { kind: "calm" };
  let count = 0;
  let last = Date.now();
  const server = createServer((incoming, outgoing) => {
    count += 1;
    last = Date.now();
    const now = weather;
    // Whoever asked has been killed, or the endpoint has gone.
    meet(now, incoming, outgoing).catch(() => outgoing.destroy());
  });
  const meet = async (now: Weather, incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (now.kind === "slow") await wait(random.whole(now.least, now.most));
    if (now.kind === "throttling" && random.whole(1, 100) <= now.percent) {
      incoming.resume();
      refuse(outgoing, refusalOf(serviceOf(incoming)));
      return;
    }
    await forward(endpoint, incoming, outgoing);
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counted: () => count,
    quietFor: () => Date.now() - last,
    turn(next) {
      weather = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

// A connection that is kept can be closed from the other side at any moment, which nobody planned.
const agent = new Agent({ keepAlive: false });

function forward(endpoint: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  return new Promise((resolve, reject) => {
    const { method, headers, url = "/" } = incoming;
    const asked = request(new URL(url, endpoint), { agent, method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.on("error", reject).pipe(outgoing).on("finish", resolve).on("error", reject);
    });
    asked.on("error", reject);
    incoming.on("error", reject).pipe(asked);
  });
}

/** The service that a request is signed for. */
function serviceOf({ headers }: IncomingMessage): string {
  return /Credential=[^/]*\/\d{8}\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "")?.[1] ?? "";
}

interface Refusal {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const MESSAGE = "Rate exceeded: chaos";

/** Too many requests, in the words of a service. */
function refusalOf(service: string): Refusal {
  if (service === "dynamodb") {
    const body = { __type: "com.amazonaws.dynamodb.v20120810#ThrottlingException", message: MESSAGE };
    return { status: 400, headers: typed("application/x-amz-json-1.0"), body: JSON.stringify(body) };
  }
  if (service === "lambda") {
    const headers = { ...typed("application/json"), "x-amzn-errortype": "TooManyRequestsException" };
    return { status: 429, headers, body: JSON.stringify({ message: MESSAGE }) };
  }
  const error = (code: string) => `<Error><Code>${code}</Code><Message>${MESSAGE}</Message></Error>`;
  if (service === "s3") return { status: 503, headers: typed("application/xml"), body: error("SlowDown") };
  const body = `<ErrorResponse>${error("Throttling")}</ErrorResponse>`;
  return { status: 400, headers: typed("text/xml"), body };
}

function typed(type: string): Record<string, string> {
  return { "content-type": type };
}

function refuse(outgoing: ServerResponse, { status, headers, body }: Refusal): void {
  outgoing.writeHead(status, { ...headers, "content-length": Buffer.byteLength(body) });
  outgoing.end(body);
}
