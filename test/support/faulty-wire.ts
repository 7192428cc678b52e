import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { describeRequest, type WireRequest } from "./wire-request.ts";

/** What can go wrong between the SDK and AWS. Only the last three lose the answer of something that took place. */
export type FaultKind =
  | "throttled"
  | "throttled as a table"
  | "an internal error"
  | "an error page"
  | "an error without a word"
  | "no answer"
  | "a reset before it arrives"
  | "a lost answer"
  | "half an answer"
  | "an answer that stalls";

/** A fault, and the requests that it happens to. */
export interface Fault {
  kind: FaultKind;
  to: (request: WireRequest) => boolean;
}

/** Does something else with a request than to forward it as it is, and gives another answer. */
export interface Detour {
  to: (request: WireRequest) => boolean;
  handle: (asked: RequestBody, send: (changed: RequestBody) => Promise<object>) => Promise<object>;
}

/** A request to DynamoDB, as far as tests look into it. */
interface RequestBody {
  RequestItems?: Record<string, unknown>;
  Limit?: number;
}

export interface FaultyWire {
  /** Where DynamoDB, EventBridge and SNS are found. */
  url: string;
  /** Every request since the last `forget`, in the order of arrival. */
  requests: WireRequest[];
  /** Lets this happen until it is called again. @throws Error when what was asked for before never happened. */
  let(...faults: (Fault | Detour)[]): void;
  /** Numbers the requests from 1 again. */
  forget(): void;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** Whether the effect of a request that met such a fault took place, though the one who asked was not told. */
export function losesTheAnswer(kind: FaultKind): boolean {
  return kind === "a lost answer" || kind === "half an answer" || kind === "an answer that stalls";
}

/** Starts a proxy on the loopback interface before DynamoDB, EventBridge and SNS. */
export async function startFaultyWire(targets: Record<WireRequest["service"], string>): Promise<FaultyWire> {
  const requests: WireRequest[] = [];
  let planned: (Fault | Detour)[] = [];
  let used = new Set<Fault | Detour>();
  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bytesOf(incoming);
    const asked = describeRequest(incoming.headers, body, requests);
    requests.push(asked);
    const fault = planned.find(({ to }) => to(asked));
    if (fault !== undefined) used.add(fault);
    const send = (bytes: Buffer) => forward(targets[asked.service], incoming, bytes);
    if (fault === undefined) return answer(outgoing, await send(body));
    if ("kind" in fault) return await happen(fault.kind, asked, outgoing, () => send(body));
    const sendJson = async (changed: RequestBody) =>
      JSON.parse((await send(Buffer.from(JSON.stringify(changed)))).body.toString()) as object;
    answer(
      outgoing,
      jsonAnswer(200, await fault.handle(JSON.parse(body.toString()) as RequestBody, sendJson)),
    );
  };
  const server = createServer((incoming, outgoing) => {
    // Who asked has gone, or the cloud has closed: a run that failed leaves what it asked for beside.
    handle(incoming, outgoing).catch((error: Error) => outgoing.destroy(error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    let(...faults) {
      const unused = planned.filter((fault) => !used.has(fault));
      planned = faults;
      used = new Set();
      if (unused.length > 0) throw new Error(`${unused.length} planned faults never happened`);
    },
    forget: () => requests.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function happen(
  kind: FaultKind,
  { service }: WireRequest,
  outgoing: ServerResponse,
  send: () => Promise<Answer>,
): Promise<void> {
  if (kind === "no answer") return;
  if (kind === "a reset before it arrives") return void outgoing.socket?.destroy();
  if (!losesTheAnswer(kind)) return answer(outgoing, refusal(kind, service));
  const lost = await send();
  if (kind === "a lost answer") return void outgoing.socket?.destroy();
  outgoing.writeHead(lost.status, { ...lost.headers, "content-length": lost.body.length });
  const half = lost.body.subarray(0, Math.floor(lost.body.length / 2));
  outgoing.write(half, () => {
    if (kind === "half an answer") outgoing.socket?.destroy();
  });
}

const PAGE = "<html><body><h1>503 Service Unavailable</h1>\n<p>Try later.</p></body></html>";

function refusal(kind: FaultKind, service: WireRequest["service"]): Answer {
  if (kind === "an error page") return { status: 503, headers: HTML, body: Buffer.from(PAGE) };
  if (kind === "an error without a word") return { status: 500, headers: {}, body: Buffer.alloc(0) };
  if (kind === "an internal error") return errorOf(service, 500, "InternalServerError", "Internal error.");
  const ofTable = kind === "throttled as a table" && service === "dynamodb";
  const name = ofTable ? "ProvisionedThroughputExceededException" : "ThrottlingException";
  return errorOf(service, 400, service === "sns" ? "Throttling" : name, "Rate of requests exceeded.");
}

const HTML = { "content-type": "text/html" };

function errorOf(service: WireRequest["service"], status: number, code: string, message: string): Answer {
  const type = `com.amazonaws.dynamodb.v20120810#${code}`;
  if (service === "dynamodb") return jsonAnswer(status, { __type: type, message });
  if (service === "events") return jsonAnswer(status, { __type: code, message });
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  const body = `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${error}</ErrorResponse>`;
  return { status, headers: { "content-type": "text/xml" }, body: Buffer.from(body) };
}

function jsonAnswer(status: number, body: unknown): Answer {
  const headers = { "content-type": "application/x-amz-json-1.0" };
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}

function answer(outgoing: ServerResponse, { status, headers, body }: Answer): void {
  outgoing.writeHead(status, { ...headers, "content-length": body.length });
  outgoing.end(body);
}

// A connection that is kept can be closed from the other side at any moment, which nobody planned.
const agent = new Agent({ keepAlive: false });

/** Asks the real one. A checksum is left out: a changed body would not fit it. */
function forward(target: string, { method, headers, url }: IncomingMessage, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = { ...headers, connection: "close", "content-length": String(body.length) };
    const to = new URL(url ?? "/", target);
    const outgoing = request(to, { agent, method, headers: sent }, async (incoming) => {
      const { "x-amz-crc32": _, "transfer-encoding": __, connection: ___, ...kept } = incoming.headers;
      resolve({ status: incoming.statusCode ?? 500, headers: kept, body: await bytesOf(incoming) });
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
