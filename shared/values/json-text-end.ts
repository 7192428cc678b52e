/** Where the text of JSON ends that begins with the double quote at a place, or where it goes wrong, and why. */
export function textEnd(text: string, from: number): { end: number } | { at: number; says: string } {
  let at = from + 1;
  for (;;) {
    while (!isSpecial(text[at])) at += 1;
    const character = text[at];
    if (character === '"') return { end: at + 1 };
    if (character === undefined || character === "\n" || character === "\r")
      return { at: from, says: UNCLOSED };
    if (character !== "\\") return { at, says: `a text holds ${controlText(character)}` };
    const [escaped] = ESCAPE.exec(text.slice(at, at + LONGEST_ESCAPE)) ?? [];
    if (escaped === undefined) return { at, says: text[at + 1] === "u" ? NO_CODE : LONE_BACKSLASH };
    at += escaped.length;
  }
}

const UNCLOSED = "the text that begins here is not closed on its line: a double quote is missing";
const NO_CODE = "\\u needs four hexadecimal digits, such as \\u00e9";
const LONE_BACKSLASH = "a backslash that stands for itself is written twice: \\\\";
const ESCAPE = /^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/;
const LONGEST_ESCAPE = 6;

/** Whether a character ends a text, needs an escape or is one. */
function isSpecial(character: string | undefined): boolean {
  return character === undefined || character === '"' || character === "\\" || character < " ";
}

function controlText(character: string): string {
  if (character === "\t") return "a tab: write \\t";
  return `a control character: write \\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
