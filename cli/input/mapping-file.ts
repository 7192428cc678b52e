import { readFileSync } from "node:fs";
import { basename } from "node:path";
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
