/** A sentence whose numbers keep their units and their limit on the same line: `28.0 %`, `USD 590.5 M`, `limit 25 %`. */
export function unbroken(sentence: string): string {
  return sentence
    .replace(/(?<=\d) (?=%)/g, "\u00a0")
    .replace(/\b(USD|EUR|kWh|limit|minimum) (?=\d)/g, "$1\u00a0")
    .replace(/(?<=\d) (?=[kMB]\b)/g, "\u00a0");
}
