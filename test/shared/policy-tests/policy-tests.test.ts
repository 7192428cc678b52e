import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import type { Policy } from "../../../shared/policy/policy.ts";
import { policyTestsSchema, readPolicyTests } from "../../../shared/policy-tests/policy-test.ts";
import { runPolicyTests } from "../../../shared/policy-tests/run.ts";
import { policyOf, ruleOf } from "../../support/builders.ts";
import { isAsShipped, shipped } from "../../support/shipped-policies.ts";

const FOLDER = "policies";
const SCHEMA = "policy-test.schema.json";
const files = readdirSync(FOLDER).filter((file) => file.endsWith(".test.json"));

function documentOf(file: string): { $schema?: unknown; policy?: unknown } {
  return JSON.parse(readFileSync(join(FOLDER, file), "utf8"));
}

describe.each(files)("%s", (file) => {
  it("expects what its policy does", () => {
    expect(runPolicyTests(file, documentOf(file), shipped)).toEqual([]);
  });

  it("is of the policy that it is named after, and points its editor at the JSON schema", () => {
    expect(documentOf(file)).toMatchObject({
      $schema: `./${SCHEMA}`,
      policy: file.replace(".test.json", ""),
    });
  });

  it.runIf(isAsShipped(file.replace(".test.json", "")))("tests each rule of its policy", () => {
    const { policy, tests } = readPolicyTests(file, documentOf(file), shipped);
    const tested = new Set(tests.map(({ rule }) => rule));
    expect(policy.rules.map(({ id }) => id).filter((id) => !tested.has(id))).toEqual([]);
  });
});

it("each policy that ships has its tests", () => {
  const untested = [...shipped.keys()].filter((sector) => !files.includes(`${sector}.test.json`));
  expect(untested.filter(isAsShipped)).toEqual([]);
});

it("the example in docs/rules.md expects what the policy does", () => {
  const blocks = readFileSync("docs/rules.md", "utf8").matchAll(/```json\n(.*?)```/gs);
  const examples = [...blocks].map(([, block = ""]) => block).filter((block) => block.includes('"tests"'));
  expect(examples.map((text) => runPolicyTests("docs", JSON.parse(text), shipped))).toEqual([[]]);
});

const patient = ruleOf({ id: "patient", for: 2, keep: 2, margin: 0.05, remindEveryDays: 30 });
const later = ruleOf({ id: "later", effectiveFrom: "2026-03-01" });
const byItem = ruleOf({ id: "by-item", by: "item" });
const owners = ruleOf({
  id: "owners",
  measure: { kind: "effective", facet: "owner" },
  below: { warning: 3 },
});
const own: ReadonlyMap<string, Policy> = new Map([
  ["ai", policyOf({ rules: [ruleOf(), patient, later, byItem, owners] })],
]);

const DAYS = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"];

function documentWith(rule: string, ...runs: object[]) {
  const dated = runs.map((run, at) => ({ asOf: DAYS[at], ...run }));
  return { policy: "ai", tests: [{ name: "a test", rule, runs: dated }] };
}

function run(rule: string, ...runs: [observed: unknown, expected: string, more?: object][]): string[] {
  const all = runs.map(([observed, expected, more]) => {
    return { ...(observed === null ? { noData: true } : { observed }), expect: expected, ...more };
  });
  return runPolicyTests("ai.test.json", documentWith(rule, ...all), own);
}

describe("a series that is as expected", () => {
  it("may walk through all levels", () => {
    expect(
      run(
        "china-origin",
        [[0.2, 0.3], "raised possible"],
        [0.3, "worsened warning"],
        [0.7, "worsened critical"],
        [0.3, "eased warning"],
        [0.1, "resolved"],
      ),
    ).toEqual([]);
  });

  it("may wait for runs in a row and a margin, and remind", () => {
    expect(
      run(
        "patient",
        [0.3, "nothing"],
        [0.3, "raised warning"],
        [0.22, "reminder warning"],
        [0.1, "reminder warning"],
        [0.1, "resolved"],
      ),
    ).toEqual([]);
  });

  it("may be silenced until a day, and told then", () => {
    const until = { silenced: { until: "2026-03-31" } };
    expect(run("china-origin", [0.3, "nothing", until], [0.7, "nothing"], [0.7, "raised critical"])).toEqual(
      [],
    );
  });

  it("may be acknowledged: no reminder until it worsens, is over, or the day comes", () => {
    const acknowledged = { acknowledged: true };
    expect(
      run(
        "patient",
        [0.3, "nothing"],
        [0.3, "raised warning"],
        [0.3, "nothing", acknowledged],
        [0.3, "nothing"],
        [0.7, "worsened critical"],
      ),
    ).toEqual([]);
    expect(
      run(
        "patient",
        [0.3, "nothing"],
        [0.3, "raised warning"],
        [0.3, "nothing", { acknowledged: { until: "2026-04-30" } }],
        [0.3, "reminder warning"],
      ),
    ).toEqual([]);
    expect(
      run(
        "patient",
        [0.3, "nothing"],
        [0.3, "raised warning"],
        [0.1, "nothing", acknowledged],
        [0.1, "resolved"],
      ),
    ).toEqual([]);
  });

  it("may lack data or be incomplete, and then resolves nothing", () => {
    const incomplete = { incomplete: true };
    expect(
      run(
        "china-origin",
        [0.3, "raised warning"],
        [null, "nothing"],
        [0.1, "nothing", incomplete],
        [0.1, "resolved"],
      ),
    ).toEqual([]);
  });

  it("may be of a rule that is not in force yet, or have no upper bound", () => {
    expect(run("later", [0.9, "nothing"], [0.9, "nothing"], [0.9, "raised critical"])).toEqual([]);
    expect(run("owners", [[4, null], "nothing"], [[1, null], "raised possible"])).toEqual([]);
  });

  it("may be of one group", () => {
    const document = documentWith("by-item", { observed: 0.3, expect: "raised warning" });
    const tests = document.tests.map((test) => ({ ...test, group: "bess" }));
    expect(runPolicyTests("ai.test.json", { ...document, tests }, own)).toEqual([]);
  });
});

describe("a series that is not as expected", () => {
  const where = 'ai.test.json: test "a test", run';
  it.each<[string, Parameters<typeof run>[1][], string]>([
    [
      "an event that does not happen",
      [[0.1, "raised warning"]],
      `${where} 1 (2026-01-31), field "expect": expected raised warning, got nothing: inside its limits`,
    ],
    [
      "an event that is not expected",
      [[0.3, "nothing"]],
      `${where} 1 (2026-01-31), field "expect": expected nothing, got raised warning: crossed a limit`,
    ],
    [
      "another level",
      [[0.7, "raised warning"]],
      `${where} 1 (2026-01-31), field "expect": expected raised warning, got raised critical: crossed a limit`,
    ],
    [
      "an end that comes later",
      [
        [0.7, "raised critical"],
        [0.7, "resolved"],
      ],
      `${where} 2 (2026-02-28), field "expect": expected resolved, got nothing: unchanged`,
    ],
  ])("with %s is told by file, test, run and reason", (_what, runs, told) => {
    expect(run("china-origin", ...runs)).toEqual([told]);
  });

  it("expects a reminder of an alert that is acknowledged", () => {
    const acknowledged = { acknowledged: true };
    expect(
      run("patient", [0.3, "nothing"], [0.3, "raised warning"], [0.3, "reminder warning", acknowledged]),
    ).toEqual([
      `${where} 3 (2026-03-31), field "expect": expected reminder warning, got nothing: still firing, and acknowledged: no reminder`,
    ]);
  });

  it("acknowledges what is not open", () => {
    expect(run("patient", [0.3, "nothing"], [0.3, "raised warning", { acknowledged: true }])).toEqual([
      `${where} 2 (2026-02-28), field "acknowledged": no alert is open before this run`,
    ]);
  });

  it("is told of each run", () => {
    expect(run("china-origin", [0.3, "nothing"], [0.1, "nothing"], [0.1, "nothing"])).toHaveLength(2);
  });

  it("fails when the shipped policy is changed under its tests", () => {
    const changed = [...shipped].map(([sector, policy]) => {
      const rules = policy.rules.map((rule) => ({ ...rule, margin: 0, effectiveFrom: "2999-01-01" }));
      return [sector, { ...policy, rules }] as const;
    });
    for (const file of files) {
      expect(runPolicyTests(file, documentOf(file), new Map(changed)).length).toBeGreaterThan(0);
    }
  });
});

describe("a bad file of tests", () => {
  const good = { asOf: "2026-01-31", observed: 0.3, expect: "raised warning" };
  const about = (change: object, rule = "china-origin") => documentWith(rule, { ...good, ...change });
  const AT = 'field "tests.0.';
  it.each<[string, unknown, string]>([
    ["nothing", null, "must be an object, not null"],
    ["no test", { policy: "ai", tests: [] }, 'field "tests": must not be empty'],
    [
      "an unknown policy",
      { ...about({}), policy: "moon" },
      'field "policy": "moon" is not one; the policies are ai',
    ],
    ["an unknown rule", about({}, "china"), `${AT}rule": "china" is not a rule of ai`],
    ["an unknown field", about({ colour: "red" }), `${AT}runs.0.colour" is not known`],
    ["no day", about({ asOf: "31 January" }), `${AT}runs.0.asOf": must be a day like 2026-07-31`],
    [
      "nothing observed",
      about({ observed: undefined }),
      `${AT}runs.0.observed": give one of observed, noData and belowFloor`,
    ],
    [
      "observed and no data",
      about({ noData: true }),
      `${AT}runs.0.observed": give one of observed, noData and belowFloor`,
    ],
    [
      "a floor that its rule does not have",
      about({ observed: undefined, belowFloor: true }),
      `${AT}runs.0.belowFloor": the rule china-origin has no atLeast`,
    ],
    ["a share in percent", about({ observed: 30 }), `${AT}runs.0.observed": must be between 0 and 1`],
    [
      "a share below zero",
      about({ observed: [-0.1, 0.3] }),
      `${AT}runs.0.observed": must be between 0 and 1`,
    ],
    [
      "bounds the wrong way round",
      about({ observed: [0.3, 0.2] }),
      `${AT}runs.0.observed": what is possible must not be less than what is certain`,
    ],
    [
      "a text observed",
      about({ observed: "0.3" }),
      `${AT}runs.0.observed": must be a number, or what is certain and possible like [0.6, 0.7]; null is no upper bound`,
    ],
    [
      "an acknowledgement that is none",
      about({ acknowledged: false }),
      `${AT}runs.0.acknowledged": must be true, or end on a day: { "until": "2026-03-01" }`,
    ],
    [
      "an acknowledgement that is over",
      about({ acknowledged: { until: "2026-01-31" } }),
      `${AT}runs.0.acknowledged": must end after the day of its run, or it holds back nothing`,
    ],
    [
      "a group without groups",
      { policy: "ai", tests: [{ ...about({}).tests[0], group: "bess" }] },
      `${AT}group": the rule china-origin has one alert for the whole sector`,
    ],
    [
      "no group",
      about({}, "by-item"),
      `${AT}group": the rule by-item has one alert per item, so it must name one`,
    ],
    [
      "days out of order",
      documentWith("china-origin", good, { ...good, asOf: "2026-01-31" }),
      `${AT}runs.1.asOf": must be after the run before it, 2026-01-31`,
    ],
  ])("with %s is told so in one sentence", (_what, document, told) => {
    expect(() => runPolicyTests("x.test.json", document, own)).toThrow(new Error(`x.test.json: ${told}`));
  });

  it("with an expectation that is none is told which there are", () => {
    expect(() => runPolicyTests("x.test.json", about({ expect: "raised" }), own)).toThrow(
      /^x\.test\.json: field "tests\.0\.runs\.0\.expect": must be one of nothing, raised possible, .*, resolved$/,
    );
  });
});

describe("the JSON schema of policy tests", () => {
  it("is the one that editors are pointed at", async () => {
    const text = `${JSON.stringify(z.toJSONSchema(policyTestsSchema, { io: "input" }), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot(`../../../${FOLDER}/${SCHEMA}`);
  });
});
