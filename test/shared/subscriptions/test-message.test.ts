import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bulletin, bulletinSchema } from "../../../shared/bulletin/bulletin.ts";
import { messageOf } from "../../../shared/bulletin/message.ts";
import { topicMessage } from "../../../shared/bulletin/topic-message.ts";
import { composeTest, type TestOf } from "../../../shared/subscriptions/test-message.ts";
import { cases } from "../../support/cases.ts";
import { hostileText } from "../../support/hostile.ts";

const now = new Date("2026-11-28T09:00:00Z");
const options = { now, isMonthly: false, place: { stack: "Chokepoint" }, chokepoint: "1.2.3" };
const alert = { topic: "alerts", sector: "ai", label: "AI", level: "warning", rule: "china" } as const;

describe("a test message of an alert", () => {
  it("is plainly a test, and fits a phone", () => {
    const { subject, text } = composeTest(alert, options);
    expect(subject).toBe("TEST: nothing happened, no answer needed (AI, warning)");
    expect(text).toBe(`TEST: nothing happened, no answer needed.

Messages like this one reach you here: about a
  new alert of ai at level warning, of the rule
  china.

Somebody sent it by hand, to see who gets such a
  message.

Who gets it, and why others do not:
  npx chokepoint test-notification --sector ai --level warning --rule china --stack Chokepoint --dry-run
Run commands in the folder of Chokepoint, with
  access to its AWS account; elsewhere npx may
  offer another package.

test-2026-11-28T09:00:00.000Z
chokepoint 1.2.3
`);
  });

  it("has the attributes of a real one, and its fields, with a kind that no real one has", () => {
    const test = composeTest(alert, options);
    const { kind, ...bulletin } = test.document as Bulletin & { kind: string };
    expect(kind).toBe("test");
    expect(bulletinSchema.parse(bulletin)).toEqual(bulletin);
    expect(topicMessage(test).attributes).toEqual(topicMessage(messageOf(bulletin)).attributes);
  });

  it("may be of no rule", () => {
    const test = composeTest({ ...alert, rule: null }, options);
    expect(test.rules).toEqual([]);
    expect(test.text).toContain("ai at level warning.");
  });

  it("has a subject that SNS takes, whatever the label of its sector", () => {
    const property = fc.property(hostileText, (label) => {
      const { subject } = composeTest({ ...alert, label }, options);
      expect(subject).toMatch(/^TEST: nothing happened, no answer needed \([\x20-\x7e]{0,58}\)$/);
      expect(subject.length).toBeLessThanOrEqual(100);
    });
    fc.assert(property, cases(300));
  });
});

it("a test message of operations has the attributes of news for operators, and says that it comes every month", () => {
  const test: TestOf = { topic: "operations" };
  const message = composeTest(test, { ...options, isMonthly: true });
  expect(message).toMatchObject({
    ...{ sectors: [], level: "warning", worst: "warning", events: ["operations"], rules: [] },
    subject: "TEST: nothing happened, no answer needed (operations)",
    document: { kind: "test", found: [] },
  });
  expect(message.text).toContain("It is sent every month");
  expect(message.text).toContain(
    "npx chokepoint test-notification --topic operations --stack Chokepoint --dry-run",
  );
});
