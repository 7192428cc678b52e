import { counted } from "../../../shared/values/count.ts";
import type { Notice, Rejection } from "./row.ts";
import type { Period } from "./usitc-period.ts";

/** A figure of one country. */
export interface CensusFigure {
  line: number;
  code: string;
  period: Period & { text: string };
  country: string;
  exposure: number;
}

/** The countries of one code and month, and the total that the table gives for them. */
export interface CensusBlock {
  figures: CensusFigure[];
  total: { line: number; exposure: number } | null;
}

/** How the column of countries names all of them together. */
export const TOTAL = "-";

/** Adds a figure to the block of its code and month. */
export function addToBlock(blocks: Map<string, CensusBlock>, figure: CensusFigure): void {
  const key = `${figure.code} ${figure.period.text}`;
  const block = blocks.get(key) ?? { figures: [], total: null };
  blocks.set(key, block);
  if (figure.country === TOTAL) block.total = figure;
  else block.figures.push(figure);
}

/** One country may have several codes: their figures are one position. */
export function merged(figures: readonly CensusFigure[]): CensusFigure[] {
  const byCountry = new Map<string, CensusFigure>();
  for (const figure of figures) {
    const known = byCountry.get(figure.country);
    byCountry.set(
      figure.country,
      known === undefined ? figure : { ...known, exposure: known.exposure + figure.exposure },
    );
  }
  return [...byCountry.values()];
}

/** What a block has to say of its total: nothing where it adds up to it. */
export function checkTotal({ figures, total }: CensusBlock): Rejection | Notice | null {
  const [first] = figures;
  const line = total?.line ?? first?.line ?? 1;
  const what = first === undefined ? "a month" : `${first.period.text} of ${first.code}`;
  if (total === null)
    return { line, notice: `${what} has no total for all countries, so its sum could not be checked` };
  const sum = figures.reduce((added, { exposure }) => added + BigInt(exposure), 0n);
  if (sum === BigInt(total.exposure)) return null;
  const [countries, control] = [Number(sum), total.exposure].map((cents) => counted(cents / 100));
  return {
    line,
    column: "GEN_VAL_MO",
    keptOut: {
      rows: Math.max(1, figures.length),
      exposure: Number.isSafeInteger(Number(sum)) ? Number(sum) : null,
    },
    reason: `${what} adds up to ${countries} over its countries, and the total says ${control}; it was not imported`,
    kind: "adds up to another sum than the total",
  };
}
