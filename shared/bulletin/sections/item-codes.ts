import type { Called } from "../../policy/called.ts";
import { indent } from "../../text/lines.ts";
import { moreLine } from "../../values/count.ts";
import { oneLine } from "../../values/one-line.ts";

const MOST_CODES = 10;

/** The code of each item that a message calls by its title: readers search tables and commands for it. */
export function itemCodesSection(told: readonly string[][], { items }: Called): string[] {
  const text = told.flat().join("\n");
  const codes = [...items].flatMap(([code, title]) =>
    text.includes(oneLine(title)) ? `${oneLine(title)}: ${oneLine(code)}` : [],
  );
  if (codes.length === 0) return [];
  return [
    "ITEM CODES",
    ...[...codes.slice(0, MOST_CODES), ...moreLine(codes.length - MOST_CODES)].map(indent),
  ];
}
