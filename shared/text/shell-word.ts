import { withoutLinks } from "../values/links-as-text.ts";
import { oneLine } from "../values/one-line.ts";

/** A key that keeps its meaning when it is pasted into a shell: invisible characters are escaped. */
export function shellWord(key: string): string {
  const isLink = withoutLinks(key) !== key;
  if (/^[\w./-]+$/.test(key) && !isLink) return key;
  if (oneLine(key) === key) return `'${key.replaceAll("'", "'\\''")}'`;
  // Characters that a mail program would turn into a link are escaped too.
  return `$'${key.replace(WRITTEN, escapeOf)}'`;
}

const WRITTEN = /['\\.．。｡:：@＠\u2800]|\p{Default_Ignorable_Code_Point}|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;

function escapeOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 128) return `\\x${code.toString(16).padStart(2, "0")}`;
  return code < 65_536
    ? `\\u${code.toString(16).padStart(4, "0")}`
    : `\\U${code.toString(16).padStart(8, "0")}`;
}
