import { writeFileSync } from "node:fs";
import { aiPortfolio } from "./illustrative/ai-portfolio.ts";
import { defensePortfolio } from "./illustrative/defense-portfolio.ts";
import { ORDER_COLUMNS, orderRows } from "./illustrative/draw-orders.ts";
import { links } from "./illustrative/links.ts";
import type { Portfolio, PortfolioLine } from "./illustrative/portfolio.ts";
import { drawn, oneOf, seeded } from "./illustrative/random.ts";
import { suppliers } from "./illustrative/suppliers.ts";

/**
 * Writes the illustrative samples. They are drawn from what is in the folder illustrative/ with a fixed seed, so
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
  for (const portfolio of [aiPortfolio, defensePortfolio]) {
    const random = seeded(portfolio.seed);
    const rows = Array.from({ length: portfolio.positions }, (_, index) =>
      drawPosition(portfolio, index, random),
    );
    files.set(`illustrative-${portfolio.sector}-positions.csv`, csv(POSITION_COLUMNS, rows));
  }
  return files.set("illustrative-orders.csv", csv(ORDER_COLUMNS, orderRows()));
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

function drawPosition(portfolio: Portfolio, index: number, random: () => number): string[] {
  const month = Math.floor((index * MONTHS) / portfolio.positions);
  const line = drawLine(portfolio.lines, month / (MONTHS - 1), random);
  const origin = oneOf(line.origins, random);
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
  return drawn(lines, ({ weight: [first, last] }) => first + (last - first) * time, random);
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
