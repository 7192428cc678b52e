/** A line within a section. */
export function indent(line: string): string {
  return `  ${line}`;
}

/** Ends a sentence with a full stop. A text that ends in a name such as `Example Inc.` already has one. */
export function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

/** The text of a message: its sections with an empty line between them. Sections without lines are left out. */
export function sectionsText(sections: readonly string[][]): string {
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** A text with a capital first letter. */
export function capitalized(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** A text that may begin with the name of a country, at the start of a sentence. A company's name keeps its letters: `eve`. */
export function withCapitalArticle(text: string): string {
  return text.startsWith("the ") ? capitalized(text) : text;
}
