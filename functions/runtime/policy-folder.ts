import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { CALENDAR_FILE } from "../../shared/policy/calendar.ts";
import { LISTS_FILE } from "../../shared/policy/own-lists.ts";
import { WORDING_FILE } from "../../shared/policy/own-wording.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import { isPolicyFile, type PolicyFile, readPolicies } from "../../shared/policy/read-policies.ts";

/** A folder of policies, and what it holds. */
export interface PolicyFolder {
  folder: string;
  policies: Policies;
}

/** Reads a folder of policies. @throws Error when it cannot be read, or holds no policy. */
export function openPolicyFolder(folder: string): PolicyFolder {
  return { folder, policies: readPolicyFolder(folder) };
}

/**
 * The policies that a function is deployed with. They are read when they are first asked for: that takes a tenth of the start
 * of a function. A relative folder is beside the bundle of the function; an absolute path is used as it is.
 * @throws Error when the folder cannot be read, or holds no policy.
 */
export function deployedPolicies(folder: string): () => Policies {
  let read: Policies | undefined;
  return () => {
    read ??= readPolicyFolder(resolve(import.meta.dirname, folder));
    return read;
  };
}

/**
 * Reads every policy of a folder. For one that cannot be used, it returns the reason in its place.
 * @throws Error when the folder cannot be read, or holds no policy.
 */
export function readPolicyFolder(folder: string): Policies {
  const names = fileNamesIn(folder);
  const files = names.filter(isPolicyFile).map((file) => readPolicyDocument(folder, file));
  if (files.length === 0) {
    throw new Error(
      `the folder of policies ${folder} holds none: it needs one file for each sector, like ai.json`,
    );
  }
  const own = (file: string) => (names.includes(file) ? readPolicyDocument(folder, file) : null);
  return readPolicies(files, own(LISTS_FILE), own(WORDING_FILE), own(CALENDAR_FILE));
}

function fileNamesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new Error(`the folder of policies ${folder} ${fileFault(cause)}`, { cause });
  }
}

/** A file of a folder of policies: its text, or why it cannot be read. */
export function readPolicyDocument(folder: string, file: string): PolicyFile {
  try {
    return { file, text: readFileSync(join(folder, file), "utf8") };
  } catch (cause) {
    return { file, problem: fileFault(cause) };
  }
}

function fileFault(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
}
