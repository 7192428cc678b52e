import type { AddressInfo } from "node:net";
import { buildApp } from "fauxqs";
import { type Bulletin, bulletinSchema } from "../shared/bulletin.ts";

/** An e-mail as SNS would send it to a subscriber. */
export interface Email {
  sentAt: Date;
  subject: string;
  text: string;
  bulletin: Bulletin;
}

export interface EmbeddedSns {
  url: string;
  topicArn: string;
  close(): Promise<void>;
}

/**
 * Starts SNS in this process, on the loopback interface, with the alert topic. Each published message is handed
 * to `deliver` before SNS answers, so that whatever counts as published has been delivered.
 */
export async function startSns(deliver: (email: Email) => Promise<void>): Promise<EmbeddedSns> {
  const app = buildApp({ logger: false });
  app.addHook("onSend", async (request, reply) => {
    const form = request.body as Record<string, string> | undefined;
    if (form?.Action === "Publish" && reply.statusCode === 200) await deliver(emailOf(form));
  });
  const created = await app.inject({
    method: "POST",
    url: "/",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: "Action=CreateTopic&Name=chokepoint-alerts",
  });
  const topicArn = /<TopicArn>(.+)<\/TopicArn>/.exec(created.body)?.[1];
  if (topicArn === undefined) throw new Error(`the embedded SNS did not create its topic: ${created.body}`);
  await app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = app.server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, topicArn, close: () => app.close() };
}

function emailOf({ Subject = "", Message = "" }: Record<string, string>): Email {
  const { email, lambda } = JSON.parse(Message) as { email: string; lambda: string };
  return {
    sentAt: new Date(),
    subject: Subject,
    text: email,
    bulletin: bulletinSchema.parse(JSON.parse(lambda)),
  };
}
