// Receives what SNS posts to an https address: `TOPIC_ARN=… PORT=8080 node receiver.ts`, behind whatever ends TLS for you.
import { verify } from "node:crypto";
import { createServer } from "node:http";

const NOTIFICATION = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
const CONFIRMATION = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
const MOST_BYTES = 512 * 1024;

/** What SNS posts: texts by their names. */
export type Posted = Record<string, unknown> & { Type: string; Message: string };

/** The text at an address. */
export type Fetch = (address: string) => Promise<string>;

/** Why something is not taken, however often it is posted. */
class Refused extends Error {}

/**
 * Reads what was posted. @throws Refused where it is not of this topic, or not signed by SNS. The certificate is fetched
 * from SNS itself, over TLS: so it is one of SNS.
 */
export async function readPosted(body: string, topicArn: string, fetchText: Fetch): Promise<Posted> {
  const posted = JSON.parse(body) as Posted;
  if (posted.TopicArn !== topicArn) throw new Refused("it is not of our topic");
  if (posted.SignatureVersion !== "2") throw new Refused("it is not signed with SHA256");
  const names = posted.Type === "Notification" ? NOTIFICATION : CONFIRMATION;
  // A notification without a subject is signed without it.
  const signed = names
    .filter((name) => posted[name] !== undefined)
    .map((name) => `${name}\n${posted[name]}\n`);
  const certificate = await fetchText(addressOfSns(posted.SigningCertURL));
  const signature = Buffer.from(String(posted.Signature), "base64");
  if (!verify("sha256", Buffer.from(signed.join("")), certificate, signature))
    throw new Refused("its signature is wrong");
  return posted;
}

/** The address, where it is one of SNS. Whoever posts could name any other. */
function addressOfSns(given: unknown): string {
  const { protocol, host, href } = new URL(String(given));
  if (protocol === "https:" && /^sns\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/.test(host)) return href;
  throw new Refused("it names an address that is not of SNS");
}

/** Does what was posted asks for: confirms the subscription, or hands on the document of a bulletin. */
export async function take(
  posted: Posted,
  fetchText: Fetch,
  handOn: (document: unknown) => Promise<void>,
): Promise<void> {
  if (posted.Type === "SubscriptionConfirmation") await fetchText(addressOfSns(posted.SubscribeURL));
  // What came twice has the same `id`. A document of `kind` "test" or "operations" is about no alert.
  if (posted.Type === "Notification") await handOn(JSON.parse(posted.Message));
}

async function fetchText(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: "error", signal: AbortSignal.timeout(5000) });
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return await answer.text();
}

async function bodyOf(request: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Refused("it is longer than any message of SNS");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

if (import.meta.main) {
  const { TOPIC_ARN = "", PORT = "8080" } = process.env;
  const print = async (document: unknown) => {
    process.stdout.write(`${JSON.stringify(document)}\n`);
  };
  createServer(async (request, response) => {
    let status = 200;
    try {
      const posted = await readPosted(await bodyOf(request), TOPIC_ARN, fetchText);
      await take(posted, fetchText, print);
    } catch (error) {
      // SNS posts it again after 500, as where the certificate could not be fetched, and does not after 403.
      status = error instanceof Refused || error instanceof SyntaxError ? 403 : 500;
      process.stderr.write(`${status}: ${error instanceof Error ? error.message : String(error)}\n`);
    }
    response.writeHead(status).end();
  }).listen(Number(PORT));
}
