import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import {
  openPolicyFolder,
  type PolicyFolder,
  readPolicyFolder,
} from "../../functions/runtime/policy-folder.ts";
import { policiesEnv } from "../../shared/contract/functions.ts";
import type { Policies } from "../../shared/policy/policies.ts";
import { readJson } from "../../shared/values/json-text.ts";
import { UsageError } from "../input/usage-error.ts";

/** The policies that a command works by. */
export interface PoliciesInUse extends PolicyFolder {
  /** The folder as `--policies` or the environment names it: other commands do not find it by themselves. */
  named?: string;
  /** Whether a data folder that was recomputed with others may be used with these. */
  others?: boolean;
}

export const SHIPPED = fileURLToPath(new URL("../../policies", import.meta.url));

/** The policies that ship with Chokepoint. @throws Error when their folder is missing or empty. */
export function shippedPolicies(): PolicyFolder {
  return openPolicyFolder(SHIPPED);
}

/** Whether a folder is the one that ships. */
export function isShippedFolder(folder: string): boolean {
  return resolve(folder) === resolve(SHIPPED);
}

/** The file in the folder of work that names the policies. It may also configure a deployment. */
const CONFIG_FILE = "chokepoint.json";

/** A folder of policies, and what named it: a flag, a variable or a field. */
interface NamedFolder {
  folder: string;
  by: string;
  /** Whether it is the field: then each command that runs here finds it by itself. */
  isConfigured?: boolean;
}

/**
 * The policies to work by: the folder that the flag `--policies` names, else the variable `CHOKEPOINT_POLICIES`, else
 * `chokepoint.json` where the command runs; without any of them `unnamed`, or the policies that ship. They are read when they
 * are first asked for.
 * @throws UsageError that says who named the folder, when it cannot be read.
 */
export function policiesInUse(
  { folder, others }: { folder: string | null; others: boolean },
  unnamed?: PolicyFolder,
): PoliciesInUse {
  const named = namedFolder(folder);
  const agreed = others ? { others } : {};
  return named === null ? { ...(unnamed ?? shippedPolicies()), ...agreed } : openNamed(named, agreed);
}

/** Policies that are given, by the name of their folder where commands would find another one by themselves. */
export function namedWhereNeeded(given: PoliciesInUse): PoliciesInUse {
  const found = namedFolder(null);
  if (found === null || resolve(found.folder) === resolve(given.folder)) return given;
  return { ...given, named: given.folder };
}

/** The policies of a folder as they are now, after something was written there. */
export function readAgain({ folder }: PoliciesInUse): Policies {
  return readPolicyFolder(folder);
}

function namedFolder(flag: string | null): NamedFolder | null {
  if (flag !== null) return { folder: flag, by: "--policies" };
  const variable = process.env[policiesEnv];
  return variable ? { folder: variable, by: policiesEnv } : folderInConfig();
}

function openNamed(
  { folder, by, isConfigured = false }: NamedFolder,
  agreed: Pick<PoliciesInUse, "others">,
): PoliciesInUse {
  if (folder.trim() === "") throw new UsageError(`${by}: must name a folder`);
  // Functions look for a relative folder beside themselves.
  const whole = resolve(folder);
  let read: Policies | null = null;
  return {
    folder: whole,
    ...agreed,
    ...(isConfigured ? {} : { named: folder }),
    get policies() {
      read ??= readNamed(whole, by);
      return read;
    },
  };
}

function readNamed(folder: string, by: string): Policies {
  try {
    return readPolicyFolder(folder);
  } catch (cause) {
    throw new UsageError(`${by}: ${(cause as Error).message}`, { cause });
  }
}

function folderInConfig(): NamedFolder | null {
  const document = configDocument();
  if (document === null) return null;
  if (typeof document !== "object" || Array.isArray(document))
    throw new UsageError(`${CONFIG_FILE}: must hold an object, like {"policies": "policies"}`);
  const { policies } = document as { policies?: unknown };
  if (policies === undefined) return null;
  const by = `${CONFIG_FILE}: field "policies"`;
  if (typeof policies !== "string") throw new UsageError(`${by}: must be the name of a folder`);
  return { folder: policies, by, isConfigured: true };
}

/** What the configuration file holds; `null` where there is none. */
function configDocument(): unknown {
  const text = configText();
  if (text === null) return null;
  const read = readJson(text);
  if ("problem" in read) throw new UsageError(`${CONFIG_FILE}: ${read.problem}`);
  return read.value ?? "null";
}

function configText(): string | null {
  try {
    return readFileSync(CONFIG_FILE, "utf8");
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new UsageError(`${CONFIG_FILE}: cannot be read (${code})`, { cause });
  }
}
