import { lineOf } from "../../../shared/values/one-line.ts";
import { UnusableFile } from "./row.ts";

const LONGEST_REASON = 120;

/** What a text of JSON says. @throws UnusableFile when it is not JSON. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnusableFile(`is not JSON: ${lineOf((error as Error).message, LONGEST_REASON)}`, {
      cause: error,
    });
  }
}
