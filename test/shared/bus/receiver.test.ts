import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readPosted, take } from "../../../docs/examples/receiver.ts";

const TOPIC = "arn:aws:sns:eu-central-1:111122223333:Chokepoint-AlertTopic";
const CERTIFICATE = "https://sns.eu-central-1.amazonaws.com/SimpleNotificationService-1.pem";
const SUBSCRIBE = "https://sns.eu-central-1.amazonaws.com/?Action=ConfirmSubscription&Token=t";
const ours = generateKeyPairSync("rsa", { modulusLength: 2048 });
const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = ours.publicKey.export({ type: "spki", format: "pem" }).toString();

const NOTIFICATION = {
  Type: "Notification",
  MessageId: "m-1",
  TopicArn: TOPIC,
  Subject: "[CRITICAL] AI",
  Message: '{"id":"ai-1"}',
  Timestamp: "2026-07-30T06:00:01.211Z",
};
const CONFIRMATION = {
  Type: "SubscriptionConfirmation",
  MessageId: "m-2",
  Token: "t",
  TopicArn: TOPIC,
  Message: "You have chosen to subscribe to the topic.",
  SubscribeURL: SUBSCRIBE,
  Timestamp: "2026-07-30T06:00:01.211Z",
};

/** The body as SNS signs it: names in the order of the alphabet, each on a line above its value. */
function posted(fields: Record<string, string>, changed: object = {}, key = ours.privateKey): string {
  const text = Object.keys(fields)
    .sort()
    .map((name) => `${name}\n${fields[name]}\n`)
    .join("");
  const Signature = sign("sha256", Buffer.from(text), key).toString("base64");
  const envelope = { ...fields, SignatureVersion: "2", Signature, SigningCertURL: CERTIFICATE };
  return JSON.stringify({ ...envelope, UnsubscribeURL: "https://example.com", ...changed });
}

async function answerTo(body: string): Promise<{ fetched: string[]; documents: unknown[] }> {
  const fetched: string[] = [];
  const documents: unknown[] = [];
  const fetchText = async (address: string) => {
    fetched.push(address);
    return pem;
  };
  const read = await readPosted(body, TOPIC, fetchText);
  await take(read, fetchText, async (document) => void documents.push(document));
  return { fetched, documents };
}

describe("a receiver of what SNS posts", () => {
  it("hands on the document of a notification that is signed, with or without a subject", async () => {
    const { Subject: _, ...without } = NOTIFICATION;
    for (const fields of [NOTIFICATION, without])
      expect(await answerTo(posted(fields))).toEqual({ fetched: [CERTIFICATE], documents: [{ id: "ai-1" }] });
  });

  it("confirms its subscription", async () => {
    expect(await answerTo(posted(CONFIRMATION))).toEqual({
      fetched: [CERTIFICATE, SUBSCRIBE],
      documents: [],
    });
  });

  const cases: [string, string, string][] = [
    ["a changed message", posted(NOTIFICATION, { Message: '{"id":"ai-2"}' }), "signature is wrong"],
    ["a changed subject", posted(NOTIFICATION, { Subject: "[RESOLVED] AI" }), "signature is wrong"],
    ["a subject that was taken away", posted(NOTIFICATION, { Subject: undefined }), "signature is wrong"],
    ["another type", posted(NOTIFICATION, { Type: "SubscriptionConfirmation" }), "signature is wrong"],
    [
      "another address to confirm",
      posted(CONFIRMATION, { SubscribeURL: "https://a.b" }),
      "signature is wrong",
    ],
    ["a signature of somebody else", posted(NOTIFICATION, {}, foreign.privateKey), "signature is wrong"],
    ["a signature by SHA1", posted(NOTIFICATION, { SignatureVersion: "1" }), "not signed with SHA256"],
    ["another topic", posted({ ...NOTIFICATION, TopicArn: `${TOPIC}2` }), "not of our topic"],
    ...[
      "https://evil.example/sns.eu-central-1.amazonaws.com/1.pem",
      "https://sns.eu-central-1.amazonaws.com.evil.example/1.pem",
      "https://sns.eu-central-1.amazonaws.com@evil.example/1.pem",
      "https://my-bucket.s3.amazonaws.com/1.pem",
      "http://sns.eu-central-1.amazonaws.com/1.pem",
      "https://sns.eu-central-1.amazonaws.com:8443/1.pem",
    ].map((url): [string, string, string] => [
      `a certificate from ${url}`,
      posted(NOTIFICATION, { SigningCertURL: url }),
      "not of SNS",
    ]),
  ];
  it.each(cases)("refuses %s", async (_what, body, reason) => {
    await expect(answerTo(body)).rejects.toThrow(reason);
  });

  it("opens no address to confirm that is not one of SNS, even where it is signed", async () => {
    await expect(answerTo(posted({ ...CONFIRMATION, SubscribeURL: "https://a.b/" }))).rejects.toThrow(
      "not of SNS",
    );
  });
});
