import type * as z from "zod";
import { readAs } from "./parse.ts";
import { problemSentence } from "./problem.ts";

/**
 * A kind of record that is stored in one piece. `version` is the version that is written now; `schema` reads
 * this version and all earlier ones. A record without a version is of version 1.
 */
export interface StoredForm<Value> {
  version: number;
  schema: z.ZodType<Value>;
}

/**
 * A form whose schema is built when something is first read with it. To build large schemas takes a part of the start of a
 * function, and most starts read only some of what is stored.
 */
export function formOf<Value>(version: number, buildSchema: () => z.ZodType<Value>): StoredForm<Value> {
  let schema: z.ZodType<Value> | null = null;
  return {
    version,
    get schema() {
      schema ??= buildSchema();
      return schema;
    },
  };
}

/** What was stored, or why it cannot be read. `isNewer`: a later version of Chokepoint wrote it. */
export type ReadStored<Value> = { value: Value; problem: null } | { problem: string; isNewer: boolean };

/** The problem of a stored thing that is damaged, or that does not belong there. */
export function damaged(problem: string): { problem: string; isNewer: false } {
  return { problem, isNewer: false };
}

/** Reads what was stored in any version of a form. Without a version it is read as version 1. */
export function readStored<Value>(
  form: StoredForm<Value>,
  version: unknown,
  value: unknown,
): ReadStored<Value> {
  const versionProblem = problemOfVersion(form, version);
  if (versionProblem !== null) return versionProblem;
  const read = readAs(form.schema, value);
  return read.problem === null ? read : damaged(problemSentence(read.problem));
}

/** Why this version of a form cannot be read; `null` when it can. */
export function problemOfVersion(
  { version: newest }: Pick<StoredForm<unknown>, "version">,
  version: unknown = 1,
): { problem: string; isNewer: boolean } | null {
  if (typeof version !== "number" || !Number.isSafeInteger(version) || version < 1) {
    return damaged("its schema version is not a whole number of 1 or more");
  }
  if (version <= newest) return null;
  const problem = `a newer Chokepoint wrote it, in schema version ${version}; this one reads up to ${newest}`;
  return { problem, isNewer: true };
}
