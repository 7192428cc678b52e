import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDayCount, readEnvironment, readSubscribers } from "../../functions/runtime/environment.ts";
import { ContextError } from "../../infra/config/context-error.ts";
import { readDeployment } from "../../infra/config/deployment.ts";
import { cases } from "../support/cases.ts";
import { CASES, expectSentence, hostileJson, hostileText, mutated } from "../support/hostile.ts";
import { samplePolicies } from "../support/sample-policies.ts";

const contexts = [
  {
    stage: "dev",
    stackName: "Mine",
    email: "a@example.com, b@example.com",
    emails: { ai: ["c@example.com"] },
    subscribers: [
      { protocol: "sms", endpoint: "+12065550100", sectors: ["ai"], level: "critical" },
      { protocol: "https", endpoint: "https://example.com/alerts" },
      { protocol: "sqs", endpoint: "arn:aws:sqs:us-east-1:123456789012:queue" },
      { protocol: "email", endpoint: "d@example.com" },
    ],
    operations: "ops@example.com",
    schedule: "rate(1 day)",
    schedules: { defense: "cron(0 6 * * ? *)" },
    digest: "rate(7 days)",
    timeZone: "America/New_York",
    historyDays: "1096",
    staleAfterDays: 3,
    logRetentionDays: 90,
    keepData: "true",
  },
  { emails: '{"ai":["a@example.com"]}', subscribers: "[]", schedules: "{}", "@aws-cdk/core:x": true },
];
const names = Object.keys(contexts[0] ?? {});

describe("whatever the context", () => {
  it("it is a deployment, or refused in one sentence", () => {
    const anything = fc.dictionary(fc.constantFrom(...names, "config", "__proto__"), hostileJson, {
      minKeys: 1,
      maxKeys: 3,
      noNullPrototype: true,
    });
    const context = fc.oneof(
      { weight: 3, arbitrary: mutated(fc.constantFrom(...contexts)) },
      { weight: 2, arbitrary: anything },
    );
    fc.assert(
      fc.property(context, (given) => {
        if (typeof given !== "object" || given === null) return;
        try {
          const { historyDays, staleAfterDays, subscribers } = readDeployment(
            given as Record<string, unknown>,
            samplePolicies,
          );
          expect(Number.isInteger(historyDays) && Number.isInteger(staleAfterDays)).toBe(true);
          for (const { endpoint } of subscribers) expect(endpoint).toMatch(/^[\x21-\x7e]+$/);
        } catch (error) {
          if (!(error instanceof ContextError)) throw error;
          expectSentence(error.message);
        }
      }),
      cases(CASES),
    );
  });
});

describe("whatever the environment", () => {
  const value = fc.oneof(
    { weight: 3, arbitrary: hostileText },
    { weight: 1, arbitrary: hostileJson.map((json) => JSON.stringify(json)) },
    { weight: 1, arbitrary: fc.constant(undefined) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        "1",
        "365",
        "0",
        "9".repeat(400),
        "1e3",
        " 1",
        "1\n",
        '[{"protocol":"email","endpoint":"a@b.co"}]',
      ),
    },
  );
  const readers: [string, (variables: Record<string, string | undefined>) => void][] = [
    ["readEnvironment", (variables) => expect(readEnvironment(variables, ["NAME"]).NAME).toBeTruthy()],
    [
      "readDays",
      (variables) => {
        const days = readDayCount(variables, "NAME");
        if (days !== null) expect(Number.isSafeInteger(days) && days > 0 && days < 100_000).toBe(true);
      },
    ],
    [
      "readSubscribers",
      (variables) => {
        for (const { protocol, endpoint } of readSubscribers(variables, "NAME") ?? []) {
          expect([typeof protocol, typeof endpoint]).toEqual(["string", "string"]);
        }
      },
    ],
  ];
  it.each(readers)("%s reads it, or says in one sentence what is wrong", (_name, read) => {
    fc.assert(
      fc.property(value, (NAME) => {
        try {
          read({ NAME });
        } catch (error) {
          const { message } = error as Error;
          if (!message.startsWith("environment: NAME ")) throw error;
          expectSentence(message);
        }
      }),
      cases(CASES),
    );
  });
});
