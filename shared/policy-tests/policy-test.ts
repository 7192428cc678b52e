import * as z from "zod";
import { levels } from "../policy/level.ts";
import type { Policy } from "../policy/policy.ts";
import { type Rule, valuesOf } from "../policy/rule.ts";
import { daySchema } from "../values/day.ts";
import { ruleIdSchema, sectorIdSchema } from "../values/identifier.ts";
import { readAs } from "../values/parse.ts";
import { problemSentence } from "../values/problem.ts";

const NOTHING_SENT = "nothing";
const openLevels = levels.filter((level) => level !== "none");

/** What a run can be expected to send about a rule: an event and the level after it, or nothing. */
const expectations = [
  NOTHING_SENT,
  ...openLevels.map((level) => `raised ${level}` as const),
  ...openLevels.filter((level) => level !== "possible").map((level) => `worsened ${level}` as const),
  ...openLevels.filter((level) => level !== "critical").map((level) => `eased ${level}` as const),
  ...openLevels.map((level) => `reminder ${level}` as const),
  "resolved",
] as const;

const observedSchema = z.union(
  [z.number(), z.tuple([z.number(), z.number().nullable()])],
  "must be a number, or what is certain and possible like [0.6, 0.7]; null is no upper bound",
);

const acknowledgedSchema = z.union(
  [z.literal(true), z.strictObject({ until: daySchema })],
  'must be true, or end on a day: { "until": "2026-03-01" }',
);

const runSchema = z
  .strictObject({
    asOf: daySchema,
    observed: observedSchema.optional(),
    noData: z.literal(true).optional(),
    belowFloor: z.literal(true).optional(),
    incomplete: z.literal(true).optional(),
    silenced: z.strictObject({ until: daySchema }).optional(),
    acknowledged: acknowledgedSchema.optional(),
    expect: z.enum(expectations),
  })
  .superRefine(({ asOf, observed, noData, belowFloor, acknowledged }, context) => {
    const refuse = (field: string, message: string) =>
      context.addIssue({ code: "custom", path: [field], message });
    if ([observed, noData, belowFloor].filter((one) => one !== undefined).length !== 1)
      refuse("observed", "give one of observed, noData and belowFloor");
    if (Array.isArray(observed) && observed[1] !== null && observed[1] < observed[0])
      refuse("observed", "what is possible must not be less than what is certain");
    if (typeof acknowledged === "object" && acknowledged.until <= asOf)
      refuse("acknowledged", "must end after the day of its run, or it holds back nothing");
  });
export type PolicyTestRun = z.infer<typeof runSchema>;

const testSchema = z
  .strictObject({
    name: z.string().min(1),
    rule: ruleIdSchema,
    group: z.string().min(1).optional(),
    runs: z.array(runSchema).min(1),
  })
  .superRefine(({ runs }, context) => {
    for (const [at, { asOf }] of runs.entries()) {
      const before = runs[at - 1]?.asOf;
      if (before === undefined || asOf > before) continue;
      const message = `must be after the run before it, ${before}`;
      context.addIssue({ code: "custom", path: ["runs", at, "asOf"], message });
    }
  });
type PolicyTest = z.infer<typeof testSchema>;

/**
 * Tests of a policy's rules: series of observations, and what is sent. `observed` is a value, or an interval
 * whose upper bound may be `null` for none; `noData` is a window without exposure; `belowFloor` a group below the rule's `atLeast`; `silenced` hides the alert
 * from that run on until a day; `acknowledged` is an acknowledgement of the open alert just before that run; `expect` is what
 * readers are told.
 */
export const policyTestsSchema = z.strictObject({
  $schema: z.string().optional(),
  policy: sectorIdSchema,
  tests: z.array(testSchema).min(1),
});

/** The tests of one rule. */
export interface RuleTest extends PolicyTest {
  underTest: Rule;
}

/** Reads tests and finds their rules. @throws Error that names the file, the field and the reason. */
export function readPolicyTests(
  file: string,
  document: unknown,
  policies: ReadonlyMap<string, Policy>,
): { policy: Policy; tests: RuleTest[] } {
  const read = readAs(policyTestsSchema, document);
  if (read.problem !== null) throw new Error(`${file}: ${problemSentence(read.problem)}`);
  const refuse = (field: string, problem: string) => new Error(`${file}: field "${field}": ${problem}`);
  const policy = policies.get(read.value.policy);
  if (policy === undefined) {
    throw refuse(
      "policy",
      `"${read.value.policy}" is not one; the policies are ${[...policies.keys()].join(", ")}`,
    );
  }
  const tests = read.value.tests.map((test, at) => {
    const underTest = policy.rules.find(({ id }) => id === test.rule);
    if (underTest === undefined) {
      throw refuse(`tests.${at}.rule`, `"${test.rule}" is not a rule of ${policy.sector}`);
    }
    const [field, problem] = misfit(test, underTest) ?? [];
    if (field !== undefined && problem !== undefined) throw refuse(`tests.${at}.${field}`, problem);
    return { ...test, underTest };
  });
  return { policy, tests };
}

/** What in a test does not fit its rule: the field and the reason. */
function misfit({ group, runs }: PolicyTest, rule: Rule): [field: string, problem: string] | null {
  if (group !== undefined && rule.by === undefined) {
    return ["group", `the rule ${rule.id} has one alert for the whole sector`];
  }
  if (group === undefined && rule.by !== undefined) {
    return ["group", `the rule ${rule.id} has one alert per ${rule.by}, so it must name one`];
  }
  const { smallest, largest } = valuesOf(rule.measure);
  for (const [at, { observed, belowFloor }] of runs.entries()) {
    if (belowFloor === true && rule.atLeast === undefined)
      return [`runs.${at}.belowFloor`, `the rule ${rule.id} has no atLeast`];
    const bounds = (Array.isArray(observed) ? observed : [observed]).flatMap((bound) => bound ?? []);
    if (bounds.every((bound) => bound >= smallest && bound <= largest)) continue;
    return [`runs.${at}.observed`, `must be between ${smallest} and ${largest}`];
  }
  return null;
}
