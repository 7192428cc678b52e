import { readJson } from "../../../shared/values/json-text.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { adviceForTable } from "./likely-import.ts";
import { UnusableFile } from "./row.ts";

/** What a text of JSON says. `reads` tells which JSON is read. @throws UnusableFile when it is not JSON. */
export function parsedJson(text: string, reads: string): unknown {
  checkBegin(text, reads);
  const read = readJson(text);
  if ("problem" in read) throw new UnusableFile(read.problem);
  return read.value;
}

const LONGEST_SHOWN = 60;

/** @throws UnusableFile when a text does not begin as JSON does, with what it may be instead. */
export function checkBegin(text: string, reads: string): void {
  const start = text.replace(/^\uFEFF/, "").trimStart();
  if (start === "" || start.startsWith("[") || start.startsWith("{")) return;
  const [line = ""] = start.split(/[\r\n]/, 1);
  const advice = adviceForTable(line);
  throw new UnusableFile(
    advice === null
      ? `is not JSON: it begins with ${quoted(line, LONGEST_SHOWN)}, and ${reads}`
      : `is a table, and ${reads}: ${advice}`,
  );
}
