import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { type Mapping, parseMapping } from "../../shared/mapping/mapping.ts";
import { UsageError } from "./usage-error.ts";

/** Reads a mapping from a file. @throws UsageError naming the file, the field and the reason. */
export function readMappingFile(file: string): Mapping {
  const read = parseMapping(textIn(file));
  if ("mapping" in read) return read.mapping;
  throw new UsageError(`${basename(file)}: ${read.problem}`);
}

function textIn(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(
      `${basename(file)}: ${code === "ENOENT" ? "does not exist: import suggest writes one" : `cannot be read (${code})`}`,
    );
  }
}

const SCHEMA = fileURLToPath(new URL("../../policies/mapping.schema.json", import.meta.url));

/**
 * Writes a mapping, completely or not at all, and returns it with the schema that editors check it by. What stands there
 * already is replaced only when `confirm` says yes.
 * @throws UsageError when it may not be replaced, or cannot be written.
 */
export async function writeMapping(
  file: string,
  mapping: Mapping,
  confirm: ((question: string) => Promise<boolean>) | null,
): Promise<Mapping> {
  if (isThere(file) && (confirm === null || !(await confirm(`${file} is there already. Replace it?`))))
    throw new UsageError(`${file} is there already: name another file with --out, or say --yes`);
  const $schema = relative(dirname(resolve(file)), SCHEMA)
    .split(sep)
    .join("/");
  const whole = { $schema, ...mapping };
  const part = `${file}.part`;
  try {
    writeFileSync(part, `${JSON.stringify(whole, null, 2)}\n`);
    renameSync(part, file);
  } catch (error) {
    rmSync(part, { force: true });
    throw new UsageError(`${file}: cannot be written (${(error as NodeJS.ErrnoException).code})`, {
      cause: error,
    });
  }
  return whole;
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
