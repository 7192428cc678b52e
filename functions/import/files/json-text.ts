import { readJson } from "../../../shared/values/json-text.ts";
import { UnusableFile } from "./row.ts";

/** What a text of JSON says. @throws UnusableFile when it is not JSON. */
export function parsedJson(text: string): unknown {
  const read = readJson(text);
  if ("problem" in read) throw new UnusableFile(read.problem);
  return read.value;
}
