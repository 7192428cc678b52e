/** Makes a text from outside safe to show on one line: no line breaks, control or direction marks, and not too long. */
export function lineOf(text: string, longest: number): string {
  return cut(visible(text, longest).trim(), longest);
}

/** Makes a name from outside safe to show on one line, of at most 60 characters. */
export function oneLine(name: string): string {
  return lineOf(name, 60);
}

/** A text from outside in quotes, on one line: blanks at its ends are seen there. */
export function inQuotes(text: string, longest: number): string {
  return `"${cut(visible(text, longest), longest)}"`;
}

function visible(text: string, longest: number): string {
  // Of a text without end only its beginning is looked at.
  return text
    .slice(0, 20 * longest)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ");
}

function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : text;
}
