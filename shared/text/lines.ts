/** A line within a section. */
export function indent(line: string): string {
  return `  ${line}`;
}

/** Ends a sentence with a full stop. A text that ends in a name such as `Example Inc.` already has one. */
export function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
