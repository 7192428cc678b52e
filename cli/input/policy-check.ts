import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readPolicyFolder } from "../../functions/runtime/policy-folder.ts";
import { benchmarkProblems } from "../../shared/policy/benchmarks.ts";
import { CALENDAR_FILE, sectorsNamed } from "../../shared/policy/calendar.ts";
import { WORDING_FILE } from "../../shared/policy/own-wording.ts";
import { isBroken, type Policies, soundPolicies, unknownSector } from "../../shared/policy/policies.ts";
import type { Policy } from "../../shared/policy/policy.ts";
import { parsePolicy } from "../../shared/policy/read-policy.ts";
import { readPolicyTests } from "../../shared/policy-tests/policy-test.ts";
import { runPolicyTests } from "../../shared/policy-tests/run.ts";
import type { Unit } from "../../shared/values/exposure.ts";
import type { RuleId, SectorId } from "../../shared/values/identifier.ts";
import { calendarOfFolder, wordingOfFolder } from "./side-files.ts";
import { UsageError } from "./usage-error.ts";

/** What a folder of policies holds: its sectors, and files of tests that cannot be used. */
export interface PolicyCheck {
  folder: string;
  sectors: SectorCheck[];
  /** One sentence for each file of tests, words or dates, and each benchmark, that cannot be used. */
  problems: string[];
}

/** A policy of a folder, and what its tests find. */
export interface SectorCheck {
  sector: SectorId;
  /** `null` where it cannot be read. */
  unit: Unit | null;
  /** Why the policy cannot be used; `null` when it can. */
  problem: string | null;
  rules: number;
  tests: number;
  /** Rules without a test. */
  untested: RuleId[];
  /** One sentence for each difference between what a test expects and what is sent. */
  differences: string[];
}

/** Reads the policies of a folder and runs their tests. @throws UsageError when the folder cannot be read, or holds none. */
export function checkPolicies(folder: string): PolicyCheck {
  const policies = policiesIn(folder);
  const sound = new Map(soundPolicies(policies).map((policy) => [policy.sector, policy]));
  const files = readdirSync(folder)
    .filter((file) => /^[^.].*\.test\.json$/i.test(file))
    .sort();
  const read = files.map((file) => testsIn(folder, file, policies, sound));
  const tested = read.flatMap((tests) => ("problem" in tests ? [] : tests));
  const problems = read.flatMap((tests) => ("problem" in tests ? (tests.problem ?? []) : []));
  const sectors = [...policies.values()].map((policy) => {
    const { sector, unit } = policy;
    if (isBroken(policy)) {
      const { problem } = policy;
      return { sector, unit, problem, rules: 0, tests: 0, untested: [], differences: [] };
    }
    return checkOf(policy, tested);
  });
  return {
    folder,
    sectors,
    problems: [
      ...problems,
      ...wordingProblems(folder, policies),
      ...calendarProblems(folder, policies),
      ...benchmarkProblems(policies),
    ],
  };
}

/** What is wrong with a folder's own words; nothing where it has none, or they can be used. */
function wordingProblems(folder: string, policies: Policies): string[] {
  const wording = wordingOfFolder(folder);
  if (wording === null) return [];
  if ("problem" in wording) return [wording.problem];
  return [...wording.bySector.keys()]
    .filter((sector) => !policies.has(sector))
    .map((sector) => `${WORDING_FILE}: field "sectors": ${unknownSector(sector, policies)}`);
}

/** What is wrong with a folder's calendar; nothing where it has none, or it can be used. */
function calendarProblems(folder: string, policies: Policies): string[] {
  const calendar = calendarOfFolder(folder);
  if (calendar === null) return [];
  if ("problem" in calendar) return [calendar.problem];
  return sectorsNamed(calendar.dates)
    .filter((sector) => !policies.has(sector))
    .map((sector) => `${CALENDAR_FILE}: field "sectors": ${unknownSector(sector, policies)}`);
}

function policiesIn(folder: string): Policies {
  try {
    return readPolicyFolder(folder);
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause });
  }
}

/** The tests of a file. */
interface TestsOfFile {
  sector: SectorId;
  rules: RuleId[];
  differences: string[];
}

/** Runs the tests of a file. `problem` is `null` for tests of a policy that cannot be used: that is told already. */
function testsIn(
  folder: string,
  file: string,
  policies: Policies,
  sound: ReadonlyMap<string, Policy>,
): TestsOfFile | { problem: string | null } {
  try {
    const read = parsePolicy(readFileSync(join(folder, file), "utf8"));
    if ("problem" in read) return { problem: `${file}: ${read.problem}` };
    const named = policies.get(String((read.document as { policy?: unknown } | null)?.policy));
    if (named !== undefined && isBroken(named)) return { problem: null };
    const { policy, tests } = readPolicyTests(file, read.document, sound);
    const differences = runPolicyTests(file, read.document, sound);
    return { sector: policy.sector, rules: tests.map(({ rule }) => rule), differences };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { problem: code === undefined ? message : `${file}: cannot be read (${code})` };
  }
}

function checkOf({ sector, unit, rules }: Policy, all: TestsOfFile[]): SectorCheck {
  const own = all.filter((tests) => tests.sector === sector);
  const tested = own.flatMap((tests) => tests.rules);
  return {
    ...{ sector, unit, problem: null, rules: rules.length, tests: tested.length },
    untested: rules.map(({ id }) => id).filter((id) => !tested.includes(id)),
    differences: own.flatMap(({ differences }) => differences),
  };
}
