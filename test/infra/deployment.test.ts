import { describe, expect, it } from "vitest";
import { ContextError } from "../../infra/config/context-error.ts";
import { readDeployment } from "../../infra/config/deployment.ts";
import { sizesOf } from "../../infra/config/function-sizes.ts";
import { POLICY_FOLDER } from "../../infra/config/policy-folder.ts";
import { readPolicies } from "../../shared/policy/read-policies.ts";
import { BROKEN, brokenText } from "../support/policy-files.ts";
import { samplePolicies } from "../support/sample-policies.ts";
import { chinaPolicy } from "../support/samples.ts";

const defense = chinaPolicy("defense", { staleAfterDays: 30 });
const policies = new Map([...samplePolicies, ["defense", defense]]);

describe("the context", () => {
  it("needs nothing: every sector daily in UTC, data kept, nobody subscribed", () => {
    expect(readDeployment({}, policies)).toEqual({
      policies: [...policies.values()],
      policyFolder: POLICY_FOLDER,
      stage: "prod",
      stackName: "Chokepoint",
      command: null,
      subscribers: [],
      operators: { kind: "stand-ins", addresses: [] },
      configFile: null,
      logRetentionDays: 90,
      historyDays: 1096,
      staleAfterDays: 2,
      partsAbove: 20_000_000,
      shards: { read: 16, written: 16 },
      keepData: true,
      functions: sizesOf({}),
      tables: {},
      tracing: false,
      chat: false,
      digest: { expression: "cron(0 7 ? * MON *)", timeZone: "UTC" },
      testNotification: null,
      schedules: ["ai", "defense", "us-storage-imports"].map((sector) => ({
        sector,
        expression: "cron(0 6 * * ? *)",
        timeZone: "UTC",
        gaps: { longest: 1440, ofThree: 4320, latestDays: 1 },
      })),
    });
  });

  it.each([
    ["rate(1 hour)", 2],
    ["cron(0 6 * * ? *)", 2],
    ["cron(0 22 * * ? *)", 3],
    ["rate(1 day)", 3],
    ["cron(0 6 ? * MON-FRI *)", 4],
    ["rate(7 days)", 9],
    ["rate(365 days)", 366],
  ])("has the watchdog wait as long as %s needs, unless it says how long", (schedule, days) => {
    expect(readDeployment({ schedule }, policies)).toMatchObject({ staleAfterDays: days });
    expect(readDeployment({ schedule, staleAfterDays: 366 }, policies)).toMatchObject({
      staleAfterDays: 366,
    });
  });

  it("sends a test every month, in its own time zone, where that is chosen", () => {
    const chosen = { testNotification: "monthly", timeZone: "Europe/Berlin" };
    expect(readDeployment(chosen, policies)).toMatchObject({
      testNotification: { expression: "cron(0 9 1 * ? *)", timeZone: "Europe/Berlin" },
    });
    expect(() => readDeployment({ testNotification: "daily" }, policies)).toThrow(
      'context: field "testNotification": must be monthly, or left out',
    );
  });

  it("is of no use where a policy is broken: what runs keeps the policies that it has", () => {
    const broken = new Map([...policies, ...readPolicies([{ file: "ai.json", text: brokenText }])]);
    expect(() => readDeployment({}, broken)).toThrow(
      new ContextError(`policy ${BROKEN}; nothing is deployed until it is mended`),
    );
  });

  it("subscribes each address once, with all the sectors it was given", () => {
    const emails = { ai: ["b@example.com", "a@example.com"], defense: ["b@example.com"] };
    expect(readDeployment({ email: "a@example.com", emails }, policies).subscribers).toEqual([
      {
        protocol: "email",
        endpoint: "a@example.com",
        sectors: ["ai", "defense", "us-storage-imports"],
        level: null,
      },
      { protocol: "email", endpoint: "b@example.com", sectors: ["ai", "defense"], level: null },
    ]);
  });

  it("deploys the sectors that it names, and nobody is subscribed to others", () => {
    for (const sectors of ["ai, defense", ["defense", "ai"]]) {
      const chosen = readDeployment({ sectors, email: "a@example.com" }, policies);
      expect(chosen.policies.map(({ sector }) => sector)).toEqual(["ai", "defense"]);
      expect(chosen.schedules.map(({ sector }) => sector)).toEqual(["ai", "defense"]);
      expect(chosen.subscribers).toMatchObject([{ sectors: ["ai", "defense"] }]);
    }
  });

  it("asks nothing of the policy of a sector that it does not deploy", () => {
    const broken = new Map([...policies, ...readPolicies([{ file: "ai.json", text: brokenText }])]);
    expect(readDeployment({ sectors: "defense" }, broken).policies).toHaveLength(1);
  });

  it("gives functions the memory and the runs at once that it names, and others what is usual", () => {
    const functions = '{"recompute":{"memory":3008},"import":{"concurrency":4}}';
    expect(readDeployment({ functions }, policies).functions).toMatchObject({
      recompute: { memory: 3008, concurrency: null },
      import: { memory: 1769, concurrency: 4 },
      watchdog: { memory: 512, concurrency: null },
    });
  });

  it.each([
    "@aws-cdk/core:permissionsBoundary",
    "@aws-cdk-containers/ecs-service-extensions:enableDefaultLogDriver",
    "aws:cdk:enable-path-metadata",
    "aws-cdk:enableDiffNoFail",
    "acknowledged-issue-numbers",
    "cli-telemetry",
    "availability-zones:account=123456789012:region=us-east-1",
  ])("lets %s pass, which is the CDK's own", (key) => {
    expect(readDeployment({ [key]: ["anything"] }, policies)).toEqual(readDeployment({}, policies));
  });

  it("takes on the command line what is JSON in cdk.json", () => {
    const context = {
      email: "a@example.com, b@example.com",
      schedules: '{"ai":"rate(1 hour)"}',
      keepData: "false",
      logRetentionDays: "30",
      timeZone: "America/New_York",
      "@aws-cdk/core:newStyleStackSynthesis": true,
    };
    expect(readDeployment(context, policies)).toMatchObject({
      subscribers: [{ endpoint: "a@example.com" }, { endpoint: "b@example.com" }],
      schedules: [{ sector: "ai", expression: "rate(1 hour)", timeZone: "America/New_York" }, {}, {}],
      keepData: false,
      logRetentionDays: 30,
    });
  });

  it.each([
    [
      "history for less than a day",
      { historyDays: "0.5" },
      'context: field "historyDays": must be a whole number of days, 1 to 36525',
    ],
    [
      "a call of two lines",
      { command: "cd mine\nnpx chokepoint" },
      'context: field "command": "cd mine npx chokepoint" must be one line of plain letters and signs, with no blank at its ends and each quote closed, like npx --no-install chokepoint',
    ],
    [
      "a wrong operator",
      { operations: "ops" },
      'context: field "operations.0": "ops" is not an e-mail address',
    ],
    [
      "true for a number of days",
      { historyDays: true },
      'context: field "historyDays": must be a whole number of days, 1 to 36525',
    ],
    [
      "an object that is no number",
      { historyDays: { valueOf: 1, toString: 1 } },
      'context: field "historyDays": must be a whole number of days, 1 to 36525',
    ],
    [
      "an address that is no text",
      { emails: { ai: [{ toString: 1 }] } },
      'context: field "emails.ai.0": a value of type object is not an e-mail address',
    ],
    [
      "a sector that there is not",
      { sectors: "ai,space" },
      'context: field "sectors.1": "space" is not a sector; the sectors are ai, defense, us-storage-imports',
    ],
    ["no sector", { sectors: [] }, 'context: field "sectors": must name at least one'],
    [
      "a sector that is no text",
      { sectors: { ai: true } },
      'context: field "sectors": must be a list of sectors',
    ],
    [
      "addresses of a sector that is not deployed",
      { sectors: "defense", emails: { ai: ["a@example.com"] } },
      'context: "ai" is not deployed: "sectors" names defense',
    ],
    [
      "a function that there is not",
      { functions: { refold: { memory: 1024 } } },
      `context: "refold" is not a function; the functions are ${Object.keys(sizesOf({})).join(", ")}`,
    ],
    [
      "too little memory",
      { functions: { recompute: { memory: 128 } } },
      'context: field "functions.recompute.memory": must be a whole number of MB, 512 to 10240',
    ],
    [
      "no run at all",
      { functions: { recompute: { concurrency: 0 } } },
      'context: field "functions.recompute.concurrency": must be a whole number of runs at once, 1 to 1000',
    ],
    ["a key that looks like the CDK's", { "aws:email": "a@example.com" }, 'field "aws:email" is not known'],
    ["a misspelt key", { emial: "a@example.com" }, 'context: field "emial" is not known'],
    ["a wrong address", { email: "you" }, 'context: field "email.0": "you" is not an e-mail address'],
    [
      "a wrong address of a sector",
      { emails: { ai: ["x@"] } },
      'context: field "emails.ai.0": "x@" is not an e-mail address',
    ],
    [
      "an unknown sector",
      { emails: { space: [] } },
      'context: "space" is not a sector; the sectors are ai, defense, us-storage-imports',
    ],
    [
      "text that is not JSON",
      { emails: "ai=a@b.co" },
      `context: field "emails": "ai=a@b.co" is not JSON: line 1, column 1: "ai=a" stands where "{" or "[" should; on the command line write -c emails='{"ai":["you@example.com"]}', with both kinds of quotes`,
    ],
    [
      "text whose quotes a shell has taken",
      { subscribers: "[{protocol:email}]" },
      `context: field "subscribers": "[{protocol:email}]" is not JSON: line 1, column 3: the name "protocol" must stand in double quotes; on the command line write -c subscribers='[{"protocol":"email","endpoint":"you@example.com","level":"critical"}]', with both kinds of quotes`,
    ],
    [
      "no text",
      { tables: "" },
      `field "tables": "" is empty; on the command line write -c tables='{"positions":`,
    ],
    [
      "a wrong schedule",
      { schedule: "daily" },
      'context: field "schedule": must be like rate(1 day) or cron(0 6 * * ? *)',
    ],
    [
      "a cron of five fields",
      { schedule: "cron(0 6 * * *)" },
      'context: field "schedule": must be like rate(1 day) or cron(0 6 * * ? *)',
    ],
    [
      "a rate of nothing",
      { schedules: { ai: "rate(0 days)" } },
      'context: field "schedules.ai": must be like rate(1 day) or cron(0 6 * * ? *)',
    ],
    [
      "a cron that no clock shows",
      { schedule: "cron(0 25 * * ? *)" },
      'context: field "schedule": hours: "25" must be 0 to 23, a range, a list or steps of them',
    ],
    [
      "a schedule that never comes",
      { schedules: { ai: "cron(0 6 30 2 ? *)" } },
      'context: field "schedules.ai": "cron(0 6 30 2 ? *)" never comes',
    ],
    [
      "a digest that never comes",
      { digest: "cron(0 6 31 6 ? *)" },
      'context: field "digest": "cron(0 6 31 6 ? *)" never comes',
    ],
    [
      "a schedule that ends",
      { schedule: "cron(0 6 * * ? 2026-2030)" },
      'context: field "schedule": "cron(0 6 * * ? 2026-2030)" has a last run, after which nothing would be recomputed',
    ],
    [
      "a schedule that nobody could watch",
      { schedule: "cron(0 6 29 2 ? *)" },
      'context: field "schedule": "cron(0 6 29 2 ? *)" may leave 1461 days between two runs, and 365 at most can be watched',
    ],
    [
      "a watchdog that is faster than a schedule",
      { schedules: { ai: "rate(7 days)" }, staleAfterDays: 7 },
      'context: field "staleAfterDays": 7 is too few: with rate(7 days), the last assessment of ai may be 7 days old before the next run, so it must be more',
    ],
    [
      "an unknown time zone",
      { timeZone: "Mars/Olympus" },
      'context: field "timeZone": "Mars/Olympus" is not a time zone like America/New_York',
    ],
    [
      "shards that are no whole series",
      { shardsRead: 24 },
      'context: field "shardsRead": must be a multiple of 16, up to 1024',
    ],
    [
      "more shards that are written to than are read",
      { shardsRead: 32, shardsWritten: 48 },
      'context: field "shardsWritten": 48 is more than the 32 that are read (shardsRead): what is written there would not count',
    ],
    [
      "a wrong stack name",
      { stackName: "my stack" },
      'context: field "stackName": must be letters, digits and hyphens, and begin with a letter',
    ],
    [
      "something else than true or false",
      { keepData: "perhaps" },
      'context: field "keepData": must be true or false',
    ],
  ])("with %s fails in one sentence", (_name, context, message) => {
    expect(() => readDeployment(context, policies)).toThrow(message);
  });

  it.each(["emails", "subscribers", "schedules", "functions", "tables"])(
    "and what is told to write for %s can be deployed",
    (key) => {
      const told = () => readDeployment({ [key]: "{" }, policies);
      expect(told).toThrow(ContextError);
      const [, example] = /-c \w+='(.*)'/.exec(sentenceOf(told)) ?? [];
      expect(() => readDeployment({ [key]: example }, policies)).not.toThrow();
    },
  );
});

function sentenceOf(fails: () => unknown): string {
  try {
    fails();
  } catch (error) {
    return String(error);
  }
  return "";
}
