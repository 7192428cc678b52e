import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { benchmarkProblems } from "../../shared/policy/benchmarks.ts";
import { CALENDAR_FILE } from "../../shared/policy/calendar.ts";
import { LISTS_FILE } from "../../shared/policy/own-lists.ts";
import { WORDING_FILE } from "../../shared/policy/own-wording.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import {
  calendarIn,
  isPolicyFile,
  type PolicyFile,
  readPolicies,
  wordingIn,
} from "../../shared/policy/read-policies.ts";
import { ContextError } from "./context-error.ts";
import { ROOT } from "./package-root.ts";

/** The policies that ship, one file for each sector. */
export const POLICY_FOLDER = join(ROOT, "policies");

/** What names the folder of the policies: the context, else the configuration file. */
export interface PolicyFolderNames {
  context: unknown;
  file: unknown;
  /** The path of the configuration file, if there is one. */
  config: string | undefined;
}

/**
 * The folder of the policies to deploy, as an absolute path; those that ship unless another one is named. The context names it
 * from where `cdk` runs, the configuration file from where it lies.
 * @throws ContextError when what names it is not a text.
 */
export function policyFolderNamed({ context, file, config }: PolicyFolderNames): string {
  const named = context ?? file;
  if (named === undefined) return POLICY_FOLDER;
  if (typeof named !== "string" || named.trim() === "")
    throw new ContextError('context: field "policies": must be the name of a folder');
  const from = context === undefined && config !== undefined ? dirname(config) : ".";
  return resolve(from, named);
}

/** Reads the policies to deploy. @throws ContextError when there is none, or the folder cannot be read. */
export function readPoliciesToDeploy(folder = POLICY_FOLDER): Policies {
  const names = filesIn(folder);
  const files = names.filter(isPolicyFile);
  if (files.length === 0)
    throw new ContextError(`${folder} holds no policy, and nothing else says what to watch`);
  const own = (file: string) => (names.includes(file) ? policyFile(folder, file) : null);
  const words = own(WORDING_FILE);
  const wording = words === null ? null : wordingIn(words);
  if (wording !== null && "problem" in wording) throw new ContextError(wording.problem);
  const days = own(CALENDAR_FILE);
  const calendar = days === null ? null : calendarIn(days);
  if (calendar !== null && "problem" in calendar) throw new ContextError(calendar.problem);
  const policies = readPolicies(
    files.map((file) => policyFile(folder, file)),
    own(LISTS_FILE),
    words,
    days,
  );
  const [problem] = benchmarkProblems(policies);
  if (problem !== undefined) throw new ContextError(problem);
  return policies;
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new ContextError(`context: field "policies": the folder ${folder} ${faultOf(cause)}`, { cause });
  }
}

function policyFile(folder: string, file: string): PolicyFile {
  try {
    return { file, text: readFileSync(join(folder, file), "utf8") };
  } catch (cause) {
    return { file, problem: faultOf(cause) };
  }
}

function faultOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
}
