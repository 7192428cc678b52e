/** What the sources of holdings begin with that `import gleif` and `import bods` bring. */
export const GLEIF = "GLEIF";
export const BODS = "BODS";

/**
 * The source that rows share which a newer file replaces together. GLEIF's rows also say why no parent is told: `GLEIF:
 * NATURAL_PERSONS`.
 */
export function sharedHoldingSource(source: string): string {
  return source.startsWith(`${GLEIF}: `) ? GLEIF : source;
}
