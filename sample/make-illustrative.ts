import { writeFileSync } from "node:fs";
import { links, type PortfolioLine, portfolios, suppliers } from "./illustrative-supply.ts";

/**
 * Writes the illustrative samples. They are drawn from the shares in illustrative-supply.ts with a fixed seed, so
 * that the same files come out every time: `node sample/make-illustrative.ts`.
 */
export function illustrativeFiles(): Map<string, string> {
  const files = new Map([
    [
      "illustrative-suppliers.csv",
      csv(["supplierId", "name", "country", "parentId", "parentStake", "lists", "inputs"], suppliers),
    ],
    [
      "illustrative-links.csv",
      csv(
        ["supplierId", "input", "upstreamId", "share", "source"],
        links.map((link) => [...link, LINK_SOURCE]),
      ),
    ],
  ]);
  for (const portfolio of portfolios) {
    const random = seeded(portfolio.seed);
    const rows = Array.from({ length: portfolio.positions }, (_, index) =>
      drawPosition(portfolio, index, random),
    );
    files.set(`illustrative-${portfolio.sector}-positions.csv`, csv(POSITION_COLUMNS, rows));
  }
  return files;
}

const POSITION_COLUMNS = [
  "positionId",
  "sector",
  "supplierId",
  "item",
  "originCountry",
  "exposure",
  "date",
  "program",
  "source",
];
const LINK_SOURCE = "illustrative: no such contract exists";
const FIRST_YEAR = 2024;
const AUGUST = 7;
const MONTHS = 24;

type Portfolio = (typeof portfolios)[number];

function drawPosition(portfolio: Portfolio, index: number, random: () => number): string[] {
  const month = Math.floor((index * MONTHS) / portfolio.positions);
  const line = drawLine(portfolio.lines, month / (MONTHS - 1), random);
  const origin = line.origins[Math.floor(random() * line.origins.length)] ?? "";
  const date = new Date(Date.UTC(FIRST_YEAR, AUGUST + month, 1 + Math.floor(random() * 28)));
  const dollars = Math.round(line.typicalDollars * (0.5 + random()) * 100) / 100;
  const program = portfolio.programs[Math.floor(random() ** 2 * portfolio.programs.length)] ?? "";
  const dated = random() < 0.01 ? "" : date.toISOString().slice(0, 10);
  return [
    `${portfolio.prefix}-${String(index + 1).padStart(4, "0")}`,
    portfolio.sector,
    line.supplierId,
    line.item,
    origin,
    dollars.toFixed(2),
    dated,
    program,
    portfolio.source,
  ];
}

/** Draws a line by its weight, which moves in a straight line from the first month to the last. */
function drawLine(lines: PortfolioLine[], time: number, random: () => number): PortfolioLine {
  const weights = lines.map(({ weight: [first, last] }) => first + (last - first) * time);
  let rest = random() * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, line] of lines.entries()) {
    rest -= weights[index] ?? 0;
    if (rest <= 0) return line;
  }
  throw new Error("a portfolio needs lines with weights");
}

/** Mulberry32 by Tommy Ettinger (public domain): a small generator with the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function csv(header: string[], rows: readonly (readonly (string | number)[])[]): string {
  const lines = [header, ...rows].map((row) => row.map((field) => quoted(String(field))).join(","));
  return `${lines.join("\n")}\n`;
}

function quoted(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

if (import.meta.main) {
  for (const [name, content] of illustrativeFiles()) writeFileSync(new URL(name, import.meta.url), content);
}
