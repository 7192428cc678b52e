import { readFileSync } from "node:fs";
import { basename } from "node:path";
import type { Policy } from "../../shared/policy/policy.ts";
import { parsePolicy, readPolicy } from "../../shared/policy/read-policy.ts";
import { type RestrictedLists, shippedLists } from "../../shared/policy/restricted-lists.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { UsageError } from "./usage-error.ts";

/** Reads a policy of a sector from a file. @throws UsageError naming the file, the rule, the field and the reason. */
export function readPolicyFile(
  file: string,
  sector: SectorId,
  lists: RestrictedLists = shippedLists,
): Policy {
  const policy = readPolicyFileOfAny(file, lists);
  if (policy.sector === sector) return policy;
  throw new UsageError(
    `${basename(file)}: field "sector": is "${policy.sector}", and the backtest is of ${sector}`,
  );
}

/** Reads a policy of any sector from a file. @throws UsageError naming the file, the rule, the field and the reason. */
export function readPolicyFileOfAny(file: string, lists: RestrictedLists = shippedLists): Policy {
  return inFile(basename(file), () => readPolicy(documentIn(file), lists));
}

function documentIn(file: string): unknown {
  const read = parsePolicy(textIn(file));
  if ("problem" in read) throw new Error(read.problem);
  return read.document;
}

function textIn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(code === "ENOENT" ? "does not exist" : `cannot be read (${code})`);
  }
}

function inFile<Result>(name: string, read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`${name}: ${(error as Error).message}`);
  }
}
