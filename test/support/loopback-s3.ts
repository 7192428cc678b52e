import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What goes wrong with a request: S3 refuses it, or does it and the answer is lost. */
type S3Fault = "refused" | "a lost answer";

/** A small S3 on the loopback interface: objects by key, and puts on the condition that there is none, which the embedded S3 lacks. */
export interface LoopbackS3 {
  url: string;
  /** The texts of the objects, by bucket and key. */
  objects: Map<string, string>;
  /** What was asked, and the status of the answer: `PUT log/events/ai/2026-08-01.jsonl 412`. */
  asked: string[];
  /** Lets this happen to the next put of this object. */
  let(fault: S3Fault, object: string): void;
  close(): Promise<void>;
}

/** Starts it. Answers are those of S3, as far as the functions look at them. */
export async function startLoopbackS3(): Promise<LoopbackS3> {
  const objects = new Map<string, string>();
  const asked: string[] = [];
  const faults = new Map<string, S3Fault>();
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const object = decodeURIComponent(new URL(request.url ?? "/", "http://s3").pathname.slice(1));
    const fault = request.method === "PUT" ? faults.get(object) : undefined;
    if (fault !== undefined) faults.delete(object);
    const status = fault === "refused" ? 403 : handle(request, object, body, objects);
    asked.push(`${request.method} ${object} ${status}`);
    if (fault === "a lost answer") response.socket?.destroy();
    else answer(response, status, request.method === "GET" ? objects.get(object) : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    asked,
    let: (fault, object) => faults.set(object, fault),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Does what is asked. @returns the status of the answer. */
function handle(
  { method, headers }: IncomingMessage,
  object: string,
  body: string,
  objects: Map<string, string>,
): number {
  if (method === "GET") return objects.has(object) ? 200 : 404;
  if (method !== "PUT") return 405;
  if (headers["if-none-match"] === "*" && objects.has(object)) return 412;
  objects.set(object, body);
  return 200;
}

const CODES: Record<number, string> = {
  403: "AccessDenied",
  404: "NoSuchKey",
  405: "MethodNotAllowed",
  412: "PreconditionFailed",
};

function answer(response: ServerResponse, status: number, text = ""): void {
  const code = CODES[status];
  const error = `<Error><Code>${code}</Code><Message>${code}</Message></Error>`;
  response.writeHead(status, { "content-type": code === undefined ? "text/plain" : "application/xml" });
  response.end(code === undefined ? text : error);
}

/** The content of a put. The SDK may send it in chunks of which each has its length before it, and a checksum behind the last. */
async function textOf(request: IncomingMessage): Promise<string> {
  const sent = Buffer.from(await new Response(request as never).arrayBuffer());
  if (!request.headers["content-encoding"]?.includes("aws-chunked")) return sent.toString();
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = sent.indexOf("\r\n", at);
    const length = Number.parseInt(sent.subarray(at, end).toString(), 16);
    if (length === 0) return Buffer.concat(chunks).toString();
    chunks.push(sent.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}
