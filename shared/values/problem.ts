import { lineOf } from "./one-line.ts";

/** What is wrong with a value. It travels as data, and becomes a sentence where it is shown. */
export interface Problem {
  /** The way to the field that is wrong; empty where the value as a whole is, or the message names the fields. */
  path: readonly PropertyKey[];
  message: string;
  /** The sector whose broken policy the message tells of, where it does. */
  brokenPolicy?: string;
}

const LONGEST_FIELD = 60;

/** A problem as one sentence that names the field: `field "asOf": must be …`. */
export function problemSentence({ path, message }: Pick<Problem, "path" | "message">, found = ""): string {
  const field = lineOf(fieldName(path), LONGEST_FIELD);
  if (field === "") return message;
  return `field "${field}"${found === "" ? "" : ` ${found}`}: ${message}`;
}

/**
 * The problem that `problemSentence` wrote, without what was found there. Only for what comes over a wire that carries
 * nothing but sentences.
 */
export function readProblem(sentence: string): Problem {
  const [, field, message] = /^field "([^"]+)": (.*)$/s.exec(sentence) ?? [];
  if (field === undefined || message === undefined) return { path: [], message: sentence };
  return { path: field.split("."), message };
}

/** The name of a field as its document has it: `rules.0.id`. */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.map(String).join(".");
}
