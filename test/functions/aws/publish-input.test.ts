import { describe, expect, it } from "vitest";
import { publishInput } from "../../../functions/aws/sns/publish-input.ts";
import type { Bulletin } from "../../../shared/bulletin/bulletin.ts";
import { messageOf } from "../../../shared/bulletin/message.ts";

const bulletin: Bulletin = {
  schemaVersion: 1,
  id: "ai-2026-07-31-abc-1",
  sector: "ai",
  asOf: "2026-07-31",
  assessment: "ai-2026-07-31-abc",
  level: "critical",
  worst: "critical",
  events: [
    {
      event: "raised",
      rule: "r1",
      group: null,
      level: "critical",
      observed: { lower: 0.7, upper: 0.8 },
      limit: 0.65,
      limitsBefore: null,
    },
    {
      event: "raised",
      rule: "r2",
      group: null,
      level: "warning",
      observed: { lower: 0.3, upper: null },
      limit: 0.25,
      limitsBefore: null,
    },
    {
      event: "no-data",
      rule: null,
      group: null,
      level: "possible",
      observed: null,
      limit: null,
      limitsBefore: null,
    },
  ],
  moreEvents: 0,
  subject: "[CRITICAL] AI: 70% of supply made in China (limit 65%)",
  text: "Énergie\n",
};

describe("what is sent to SNS", () => {
  it("gives e-mail the text, SMS one line, and machines the bulletin", () => {
    const { Message, MessageStructure, Subject } = publishInput(messageOf(bulletin), "arn:topic");
    const message = JSON.parse(Message ?? "") as Record<string, string>;
    expect(MessageStructure).toBe("json");
    expect(Subject).toBe(bulletin.subject);
    expect(message).toMatchObject({ email: bulletin.text, sms: bulletin.subject, default: bulletin.subject });
    for (const protocol of ["sqs", "lambda", "https"])
      expect(JSON.parse(message[protocol] ?? "")).toEqual(bulletin);
  });

  it("carries the attributes that filter policies look at", () => {
    expect(publishInput(messageOf(bulletin), "arn:topic").MessageAttributes).toEqual({
      bulletinId: { DataType: "String", StringValue: bulletin.id },
      sector: { DataType: "String", StringValue: "ai" },
      level: { DataType: "String", StringValue: "critical" },
      worst: { DataType: "String", StringValue: "critical" },
      events: { DataType: "String.Array", StringValue: '["raised","no-data"]' },
      rules: { DataType: "String.Array", StringValue: '["r1","r2"]' },
    });
  });

  it.each([
    ["a subject of 101 characters", { subject: "x".repeat(101) }, /101 characters/],
    ["an empty subject", { subject: "" }, /0 characters/],
    ["a subject with a line break", { subject: "a\nb" }, /printable ASCII/],
    ["a subject with a tab", { subject: "a\tb" }, /printable ASCII/],
    ["a subject with an accent", { subject: "Énergie" }, /printable ASCII/],
    ["a subject that begins with a space", { subject: " a" }, /begins with a space/],
    ["more than 256 KB", { text: "é".repeat(140_000) }, /SNS takes 262144/],
  ])("is refused here for %s, since the embedded SNS would take it", (_name, change, reason) => {
    expect(() => publishInput({ ...messageOf(bulletin), ...change }, "arn:topic")).toThrow(reason);
  });

  it("takes a subject of exactly 100 characters", () => {
    expect(
      publishInput({ ...messageOf(bulletin), subject: "x".repeat(100) }, "arn:topic").Subject,
    ).toHaveLength(100);
  });
});
