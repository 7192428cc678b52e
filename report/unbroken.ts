/** A sentence whose numbers keep their units on the same line: `28.0 %`, `USD 590.5 M`. */
export function unbroken(sentence: string): string {
  return sentence
    .replace(/(?<=\d) (?=%)/g, "\u00a0")
    .replace(/\b(USD|EUR|kWh) (?=\d)/g, "$1\u00a0")
    .replace(/(?<=\d) (?=[kMB]\b)/g, "\u00a0");
}
