import { type Unit, unitSchema } from "../values/exposure.ts";
import { lineOf, oneLine } from "../values/one-line.ts";
import { quoted } from "../values/parse.ts";
import { type Policy, policySchema, type Rule } from "./policy.ts";
import { policyExpectation, policyProblem } from "./problem.ts";

/** A file of a folder of policies: its text, or why it cannot be read. */
export type PolicyFile = { file: string; text: string } | { file: string; problem: string };

/** A policy that cannot be used: its sector is not assessed until it is mended. No other sector is touched by it. */
export interface BrokenPolicy {
  sector: string;
  /** One sentence that names the file, the rule, the field, the value and the reason. */
  problem: string;
  /** The unit of its exposures, where that can be read all the same: rows can be taken in. */
  unit: Unit | null;
}

/** The sectors that are watched, each with its policy, in the order of their names. */
export type Policies = ReadonlyMap<string, Policy | BrokenPolicy>;

/** A sector, and the unit that its exposures are in. */
export type MeasuredSector = Pick<Policy, "sector" | "unit">;

/** Whether a policy cannot be used. */
export function isBroken(policy: Policy | { problem: string }): policy is { problem: string } {
  return "problem" in policy;
}

/** The policies that can be used. */
export function soundPolicies(policies: Policies): Policy[] {
  return [...policies.values()].flatMap((policy) => ("problem" in policy ? [] : policy));
}

/** The policies that cannot be used. */
export function brokenPolicies(policies: Policies): BrokenPolicy[] {
  return [...policies.values()].flatMap((policy) => ("problem" in policy ? policy : []));
}

/** The policy of a sector, or one sentence that says why there is none to go by. */
export function policyFor(policies: Policies, sector: string): Policy | BrokenPolicy | { problem: string } {
  return policies.get(sector) ?? { problem: unknownSector(sector, policies) };
}

/** The unit that a sector's exposures are in, or one sentence that says why it is not known. */
export function unitFor(
  policies: Policies,
  sector: string,
): MeasuredSector | BrokenPolicy | { problem: string } {
  const policy = policyFor(policies, sector);
  return "unit" in policy && policy.unit !== null ? { sector, unit: policy.unit } : policy;
}

/** A rule of a sector's policy; `undefined` where it has left the policy, or the policy is broken. */
export function ruleIn(policies: Policies, sector: string, rule: string | null): Rule | undefined {
  const policy = policies.get(sector);
  return policy === undefined || "problem" in policy ? undefined : policy.rules.find(({ id }) => id === rule);
}

/** One sentence for a sector that has no policy. */
export function unknownSector(sector: string, policies: Policies): string {
  return `${quoted(sector)} is not a sector; the sectors are ${[...policies.keys()].join(", ")}`;
}

/** Whether a file in a folder of policies is one: not its tests, a schema, or what an editor leaves there. */
export function isPolicyFile(file: string): boolean {
  return (
    /^[^.].*\.json$/i.test(file) && !/\.(test|schema)\.json$/i.test(file) && file !== "restricted-lists.json"
  );
}

/** Reads policies one by one, each of the sector that its file is named by: `ai.json` of `ai`. */
export function readPolicies(files: readonly PolicyFile[]): Policies {
  const bySector = Map.groupBy(files, ({ file }) => file.replace(/\.json$/i, ""));
  const sectors = [...bySector.keys()].sort();
  return new Map(sectors.map((sector) => [sector, policyIn(bySector.get(sector) ?? [], sector)]));
}

function policyIn([file, ...others]: PolicyFile[], sector: string): Policy | BrokenPolicy {
  if (file === undefined) throw new Error(`no file is of ${sector}`);
  const read = others.length === 0 ? readFile(file) : { problem: `is one of several files of ${sector}` };
  const broken = (problem: string, unit: Unit | null = null): BrokenPolicy => {
    return { sector, problem: `${oneLine(file.file)}: ${problem}`, unit };
  };
  if ("problem" in read) return broken(read.problem);
  const policy = tryPolicy(read.document);
  if ("problem" in policy) return broken(policy.problem, unitIn(read.document));
  if (policy.sector === sector) return policy;
  const mismatch = `field "sector" is ${quoted(policy.sector)}: must be ${quoted(sector)}, as the file is named`;
  return broken(mismatch, policy.unit);
}

function readFile(file: PolicyFile): { document: unknown } | { problem: string } {
  return "problem" in file ? file : parsePolicy(file.text);
}

const LONGEST_REASON = 150;

/** The document in the text of a policy file. */
export function parsePolicy(text: string): { document: unknown } | { problem: string } {
  try {
    return { document: JSON.parse(text.replace(/^\uFEFF/, "")) as unknown };
  } catch (error) {
    return {
      problem:
        text.trim() === "" ? "is empty" : `is not JSON: ${lineOf((error as Error).message, LONGEST_REASON)}`,
    };
  }
}

function unitIn(document: unknown): Unit | null {
  const unit = unitSchema.safeParse((document as { unit?: unknown } | null)?.unit);
  return unit.success ? unit.data : null;
}

/** Reads a policy document. @throws Error naming the rule, the field, the value and the reason. */
export function readPolicy(document: unknown): Policy {
  const policy = tryPolicy(document);
  if (isBroken(policy)) throw new Error(policy.problem);
  return policy;
}

function tryPolicy(document: unknown): Policy | { problem: string } {
  try {
    const read = policySchema.safeParse(document, { error: policyExpectation });
    return read.success ? read.data : { problem: policyProblem(read.error, document) };
  } catch (error) {
    // zod compares lengths also of what is no text: `{"length": {}}` in the place of one throws.
    return {
      problem: `is not of the form of a policy: ${lineOf((error as Error).message, LONGEST_REASON)}`,
    };
  }
}
