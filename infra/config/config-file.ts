import { readFileSync } from "node:fs";
import { readJson } from "../../shared/values/json-text.ts";
import { quoted } from "../../shared/values/parse.ts";
import { ContextError } from "./context-error.ts";

/**
 * The content of a configuration file, by the keys of the context.
 * @throws ContextError that names the file when it cannot be read or is not a JSON object.
 */
export function readConfigFile(path: string): Record<string, unknown> {
  const name = quoted(path, LONGEST_PATH);
  const text = readConfigText(path, name);
  const read = readJson(text);
  if ("problem" in read) throw new ContextError(`config: ${name} ${read.problem}`);
  const { value } = read;
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new ContextError(`config: ${name} must hold an object with the keys of the context`);
}

const LONGEST_PATH = 200;

function readConfigText(path: string, name: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const reason = (cause as NodeJS.ErrnoException).code === "ENOENT" ? "is not there" : "cannot be read";
    throw new ContextError(`config: ${name} ${reason}`, { cause });
  }
}
