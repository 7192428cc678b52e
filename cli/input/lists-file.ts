import { readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { ListDocument } from "../../shared/policy/list-document.ts";
import { LISTS_FILE } from "../../shared/policy/own-lists.ts";
import { readLists } from "../../shared/policy/read-lists.ts";
import { parsePolicy } from "../../shared/policy/read-policy.ts";
import { type RestrictedLists, shippedLists } from "../../shared/policy/restricted-lists.ts";
import { UsageError } from "./usage-error.ts";
import { writeWhole } from "./write-whole.ts";

const NOTHING: ListDocument = { schemaVersion: 1, lists: [], entries: [] };

/**
 * Reads the restricted lists of a folder of one's own; nothing when it has no such file.
 * @throws UsageError that names the file and what is wrong with it.
 */
export function readListsFile(folder: string): ListDocument {
  const file = join(folder, LISTS_FILE);
  const text = textOf(file);
  return text === null ? NOTHING : documentIn(text, file, shippedLists);
}

/**
 * Reads the restricted lists of any file. Lists that it does not describe itself may be those of `known`.
 * @throws UsageError that names the file and what is wrong with it.
 */
export function readListsAt(file: string, known: RestrictedLists): RestrictedLists {
  const text = textOf(file);
  if (text === null) throw new UsageError(`${file}: does not exist`);
  const { lists, entries } = documentIn(text, file, known);
  return { lists: new Map([...known.lists, ...lists.map((list) => [list.list, list] as const)]), entries };
}

function documentIn(text: string, file: string, { lists }: RestrictedLists): ListDocument {
  const parsed = parsePolicy(text);
  const read = "problem" in parsed ? parsed : readLists(parsed.document, lists.keys());
  if ("problem" in read) throw new UsageError(`${file}: ${read.problem}`);
  return read;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new UsageError(`${file}: cannot be read (${code})`, { cause: error });
  }
}

const SCHEMA = fileURLToPath(new URL("../../policies/restricted-lists.schema.json", import.meta.url));

/**
 * Writes the restricted lists of a folder, completely or not at all, and returns the file.
 * @throws UsageError when it cannot be written. The file is then as it was.
 */
export function writeListsFile(folder: string, document: ListDocument): string {
  const file = join(folder, LISTS_FILE);
  const $schema =
    document.$schema ??
    relative(dirname(resolve(file)), SCHEMA)
      .split(sep)
      .join("/");
  writeWhole(file, `${JSON.stringify({ $schema, ...document }, null, 2)}\n`);
  return file;
}
