/** A line within a section. */
export function indent(line: string): string {
  return `  ${line}`;
}

/** Ends a sentence. What ends in a name such as `Example Inc.` has its full stop already. */
export function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}
