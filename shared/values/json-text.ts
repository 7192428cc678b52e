import { type JsonFault, jsonFault } from "./json-fault.ts";

/** What a text of JSON says, or in one sentence why it says nothing. A byte order mark before it does not matter. */
export function readJson(text: string): { value: unknown } | { problem: string } {
  const plain = text.replace(/^\uFEFF/, "");
  if (plain.trim() === "") return { problem: "is empty" };
  const parsed = parseJson(plain);
  if ("value" in parsed) return parsed;
  const { line, column, says } = parsed.fault;
  return { problem: `is not JSON: line ${line}, column ${column}: ${says}` };
}

/** What a text of JSON says, or where it stops being JSON. */
export function parseJson(text: string): { value: unknown } | { fault: JsonFault } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (error) {
    const fault = error instanceof SyntaxError ? jsonFault(text) : null;
    if (fault === null) throw error;
    return { fault };
  }
}
