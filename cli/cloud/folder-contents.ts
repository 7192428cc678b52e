import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { readAs } from "../../shared/values/parse.ts";
import { problemSentence } from "../../shared/values/problem.ts";
import { UsageError } from "../input/usage-error.ts";

const policiesSchema = z.object({
  /** The folder of the policies, and how it is reached from the data folder. */
  folder: z.string(),
  fromHere: z.string(),
  /** A digest of what it held; `null` for the policies that ship, which differ from version to version. */
  digest: z.string().nullable(),
});

/** The policies that a data folder was last recomputed with. */
export type RememberedPolicies = z.infer<typeof policiesSchema>;

const contentsSchema = z.object({
  version: z.literal(1, "is not 1: it was written by a later version of Chokepoint"),
  samples: z.boolean(),
  own: z.boolean(),
  policies: policiesSchema.optional(),
});

/**
 * Which rows a data folder has, the samples of `npm start`, the user's own, or both, and by which policies its alerts were last
 * decided.
 */
export type Contents = Omit<z.infer<typeof contentsSchema>, "version">;

/**
 * Reads the note about a folder; `null` when there is none, as in folders of earlier versions.
 * @throws UsageError when the note cannot be read.
 */
export function readContents(dir: string): Contents | null {
  const file = contentsFile(dir);
  const text = readIfThere(file);
  if (text === null) return null;
  const read = readAs(contentsSchema, jsonOr(text));
  if (read.problem === null) return read.value;
  const way = "delete the file if you know whose data the folder holds";
  throw new UsageError(
    `${file}, which says whether the samples were loaded, cannot be read (${problemSentence(read.problem)}): ${way}`,
  );
}

/** Writes the note, completely or not at all. Only the process that holds the folder may do that. */
export function noteContents(dir: string, contents: Contents): void {
  const file = contentsFile(dir);
  writeFileSync(`${file}.part`, `${JSON.stringify({ ...contents, version: 1 })}\n`);
  renameSync(`${file}.part`, file);
}

function contentsFile(dir: string): string {
  return join(dir, "contents.json");
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return "what is no JSON";
  }
}
