/** Makes a text from outside safe to show on one line: no line breaks, control or direction marks, and not too long. */
export function lineOf(text: string, longest: number): string {
  // Of a text without end only its beginning is looked at.
  const clean = text
    .slice(0, 20 * longest)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const characters = [...clean];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : clean;
}

/** Makes a name from outside safe to show on one line, of at most 60 characters. */
export function oneLine(name: string): string {
  return lineOf(name, 60);
}
