import type { Acknowledgement } from "../alerts/acknowledgement.ts";
import { isOpen } from "../alerts/alert.ts";
import { decideSector } from "../alerts/decide-sector.ts";
import type { Decision } from "../alerts/decision.ts";
import type { Remembered } from "../alerts/remembered.ts";
import type { Silence } from "../alerts/silence.ts";
import type { Observation } from "../assessment/observation.ts";
import type { Policy } from "../policy/policy.ts";
import { rememberedAfter } from "../recompute/decide-assessed.ts";
import { emptyLedger } from "../recompute/ledger.ts";
import { reasonTexts } from "../text/reasons.ts";
import type { Day } from "../values/day.ts";
import type { Interval } from "../values/interval.ts";
import { type PolicyTestRun, type RuleTest, readPolicyTests } from "./policy-test.ts";

/**
 * Runs the tests of a file against their policy, and returns each difference as one sentence.
 * @throws Error in one sentence when the file does not contain such tests.
 */
export function runPolicyTests(
  file: string,
  document: unknown,
  policies: ReadonlyMap<string, Policy>,
): string[] {
  const { policy, tests } = readPolicyTests(file, document, policies);
  return tests.flatMap((test) => differencesOf(test, policy).map((problem) => `${file}: ${problem}`));
}

function differencesOf(test: RuleTest, policy: Policy): string[] {
  let remembered: Remembered = emptyLedger(policy.sector);
  const differences: string[] = [];
  for (const [at, run] of test.runs.entries()) {
    const where = `test "${test.name}", run ${at + 1} (${run.asOf}), field`;
    if (run.acknowledged !== undefined && !remembered.alerts.some(isOpen))
      differences.push(`${where} "acknowledged": no alert is open before this run`);
    const { decision, next } = take(run, { at, test, policy, remembered });
    remembered = next;
    const got = toldBy(decision);
    if (got === run.expect) continue;
    differences.push(
      `${where} "expect": expected ${run.expect}, got ${got}: ${reasonTexts[decision.reason]}`,
    );
  }
  return differences;
}

interface Turn {
  at: number;
  test: RuleTest;
  policy: Policy;
  remembered: Remembered;
}

/** Decides one run as a recompute would, from what was observed. */
function take(
  run: PolicyTestRun,
  { at, test, policy, remembered }: Turn,
): { decision: Decision; next: Remembered } {
  const { asOf, incomplete = false, noData = false, silenced, acknowledged } = run;
  const silences = [
    ...remembered.silences,
    ...(silenced === undefined ? [] : [silenceFor(test, silenced.until)]),
  ];
  const acknowledgements = [
    ...remembered.acknowledgements,
    ...(acknowledged === undefined ? [] : acknowledging(remembered, acknowledged, test)),
  ];
  const circumstances = {
    assessment: `run ${at + 1}`,
    asOf,
    incomplete,
    hasData: !noData,
    isEmpty: false,
    stale: false,
    rules: new Map(policy.rules.map((rule) => [rule.id, rule])),
  };
  const before = { ...remembered, silences, acknowledgements };
  const decided = decideSector(before, circumstances, [observationOf(run, test)]);
  const [decision] = decided.decisions;
  if (decision === undefined) throw new Error(`the rule ${test.rule} was not decided`);
  return {
    decision,
    next: rememberedAfter(decided, { id: circumstances.assessment, asOf, newestDate: null }),
  };
}

function observationOf({ observed, belowFloor }: PolicyTestRun, { underTest, group }: RuleTest): Observation {
  return {
    rule: underTest,
    group: group ?? null,
    observed: observed === undefined ? null : intervalOf(observed),
    isBelowFloor: belowFloor === true,
    exposure: null,
    contributions: null,
    inflow: [],
    chains: [],
    remedy: null,
  };
}

function intervalOf(observed: number | [number, number | null]): Interval {
  if (typeof observed === "number") return { lower: observed, upper: observed };
  const [lower, upper] = observed;
  return { lower, upper: upper ?? Number.POSITIVE_INFINITY };
}

function silenceFor({ rule, group, name }: RuleTest, until: Day): Silence {
  return {
    id: name,
    rule,
    group: group ?? null,
    until,
    by: "a test",
    reason: name,
    since: "2000-01-01T00:00:00Z",
  };
}

/** An acknowledgement of what is open before a run. */
function acknowledging(
  { alerts }: Remembered,
  acknowledged: NonNullable<PolicyTestRun["acknowledged"]>,
  { name }: RuleTest,
): Acknowledgement[] {
  const until = acknowledged === true ? null : acknowledged.until;
  return alerts.flatMap(({ rule, group, level }) =>
    level === "none"
      ? []
      : { id: name, rule, group, level, until, by: "a test", reason: name, since: "2000-01-01T00:00:00Z" },
  );
}

/** What readers are told, in the words of `expect`. */
function toldBy({ notification, next }: Decision): string {
  if (notification === null) return "nothing";
  return notification === "resolved" ? notification : `${notification} ${next?.level ?? "none"}`;
}
