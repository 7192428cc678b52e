import { readFileSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Mapping } from "../../shared/mapping/mapping.ts";
import { parseMapping } from "../../shared/mapping/parse-mapping.ts";
import { UsageError } from "./usage-error.ts";
import { writeWhole } from "./write-whole.ts";

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

const SCHEMA = "mapping.schema.json";
const shippedSchema = new URL(`../../policies/${SCHEMA}`, import.meta.url);

/**
 * Writes a mapping, completely or not at all, and returns it. The schema that editors check it by stands beside it, so that
 * both can be put anywhere together. What stands there already is replaced only when `confirm` says yes.
 * @throws UsageError when it may not be replaced, or cannot be written.
 */
export async function writeMapping(
  file: string,
  mapping: Mapping,
  confirm: ((question: string) => Promise<boolean>) | null,
): Promise<Mapping> {
  if (isThere(file) && (confirm === null || !(await confirm(`${file} is there already. Replace it?`))))
    throw new UsageError(`${file} is there already: name another file with --out, or say --yes`);
  const schema = join(dirname(file), SCHEMA);
  const before = schemaIn(schema);
  const shipped = readFileSync(shippedSchema, "utf8");
  const whole = { $schema: `./${SCHEMA}`, ...mapping };
  if (before !== shipped) writeWhole(schema, shipped);
  try {
    writeWhole(file, `${JSON.stringify(whole, null, 2)}\n`);
  } catch (error) {
    if (before === null) rmSync(schema);
    throw error;
  }
  return whole;
}

/** The schema that stands there already, perhaps of another version; `null` for none. @throws UsageError when it is something else. */
function schemaIn(file: string): string | null {
  if (!isThere(file)) return null;
  const text = textIn(file);
  if (/^\s*\{\s*"\$schema":\s*"https:\/\/json-schema\.org\//.test(text)) return text;
  throw new UsageError(`${file} is there already and is no schema: name another folder with --out`);
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}
