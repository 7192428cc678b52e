/** Markup that is safe to put on a page: only `html` makes it of values, and it escapes each that is not markup itself. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What may stand in a template. Nothing is written for `null`, `undefined` and `false`. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

/** A template of HTML or SVG. Values are escaped for text and for attributes in double quotes; attributes need the quotes. */
export function html(parts: TemplateStringsArray, ...values: Content[]): Html {
  let markup = parts[0] ?? "";
  for (const [at, value] of values.entries()) markup += markupOf(value) + (parts[at + 1] ?? "");
  return new Html(markup);
}

function markupOf(value: Content): string {
  if (value === null || value === undefined || value === false) return "";
  if (value instanceof Html) return value.markup;
  if (Array.isArray(value)) return value.map(markupOf).join("");
  if (typeof value === "object") throw new TypeError("neither text nor markup");
  return escaped(String(value));
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** The text without characters that mean something in HTML. What no page may hold becomes a replacement character. */
function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, "\ufffd")
    .replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that a page must not hold.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufdd0-\ufdef\ufffe\uffff]/g;
