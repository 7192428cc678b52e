import type { AddressInfo } from "node:net";
import { buildApp } from "fauxqs";
import * as z from "zod";

/** An e-mail as SNS would send it to a subscriber. */
export interface Email {
  sentAt: Date;
  to: string;
  /** The id that every message carries for machines. */
  id: string;
  subject: string;
  text: string;
}

/** The topics of the embedded cloud, and who receives what is published to them. */
const TOPICS = {
  alerts: "subscriber@chokepoint.invalid",
  operations: "operator@chokepoint.invalid",
} as const;
type TopicName = keyof typeof TOPICS;

export interface EmbeddedSns {
  url: string;
  topicArns: Record<TopicName, string>;
  close(): Promise<void>;
}

/**
 * Starts SNS in this process, on the loopback interface, with both topics and one address on each. It calls `deliver` with a
 * published message before it answers, so that every published message is delivered. If `deliver` fails, the publish fails
 * with the same reason.
 */
export async function startSns(deliver: (email: Email) => Promise<void>): Promise<EmbeddedSns> {
  const app = buildApp({ logger: false });
  const ask = async (form: Record<string, string>) => {
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const payload = new URLSearchParams(form).toString();
    return (await app.inject({ method: "POST", url: "/", headers, payload })).body;
  };
  app.addHook("onSend", async (request, reply, answer) => {
    const form = request.body as Record<string, string> | undefined;
    if (form?.Action !== "Publish" || reply.statusCode !== 200) return answer;
    try {
      await deliver(emailOf(form));
      return answer;
    } catch (error) {
      // The client does not retry an error of the sender: a retry would fail for the same reason.
      reply.code(400);
      return refusal(error instanceof Error ? error.message : String(error));
    }
  });
  const createTopic = async (name: TopicName) => {
    const answer = await ask({ Action: "CreateTopic", Name: `chokepoint-${name}` });
    const arn = /<TopicArn>(.+)<\/TopicArn>/.exec(answer)?.[1];
    if (arn === undefined) throw new Error(`the embedded SNS did not create its topic: ${answer}`);
    await ask({ Action: "Subscribe", TopicArn: arn, Protocol: "email", Endpoint: TOPICS[name] });
    return arn;
  };
  const topicArns = { alerts: await createTopic("alerts"), operations: await createTopic("operations") };
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, topicArns, close: () => app.close() };
}

/** The answer of SNS to a request that it refuses. */
function refusal(reason: string): string {
  const text = reason.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  const error = `<Error><Type>Sender</Type><Code>NotDelivered</Code><Message>${text}</Message></Error>`;
  return `<ErrorResponse>${error}<RequestId>local</RequestId></ErrorResponse>`;
}

const messageSchema = z.object({ email: z.string(), lambda: z.string() });
const documentSchema = z.object({ id: z.string() });

function emailOf({ Subject = "", Message = "", TopicArn = "" }: Record<string, string>): Email {
  const { email, lambda } = messageSchema.parse(JSON.parse(Message));
  const { id } = documentSchema.parse(JSON.parse(lambda));
  const to = TopicArn.endsWith("-operations") ? TOPICS.operations : TOPICS.alerts;
  return { sentAt: new Date(), to, id, subject: Subject, text: email };
}
