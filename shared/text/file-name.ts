import { withoutLinks } from "../values/links-as-text.ts";
import { lineOf } from "../values/one-line.ts";

const LONGEST_FILE_NAME = 80;

/**
 * A file as messages name it: on one line, and with nothing in it that a mail program would make a link of. Whoever
 * delivers a file chooses its name.
 */
export function fileText({ file }: { file: string }): string {
  return withoutLinks(lineOf(file, LONGEST_FILE_NAME));
}
