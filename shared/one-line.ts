/** Makes a text from outside safe to show on one line: no line breaks, control or direction marks, and not too long. */
export function oneLine(text: string, longest = 60): string {
  // Of a text without end only its beginning is looked at.
  const clean = text
    .slice(0, 20 * longest)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
  const characters = [...clean];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : clean;
}
