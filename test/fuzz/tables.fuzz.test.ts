import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnusableFile } from "../../functions/import/files/row.ts";
import { type MappedReport, mappedImport } from "../../functions/import/mapped/import-mapped.ts";
import type { Cell } from "../../shared/mapping/cell.ts";
import type { Mapping } from "../../shared/mapping/mapping.ts";
import { positionSchema } from "../../shared/supply/position.ts";
import { isFull } from "../support/cases.ts";
import { CASES, expectSentence, hostileText } from "../support/hostile.ts";
import { objectImportWorld } from "../support/object-import.ts";
import { workbookOf } from "../support/workbooks.ts";

/** The cases of a form are shared by two of the laws. On a push each is tried as often as a push can wait for. */
const EACH = { numRuns: isFull ? CASES / 2 : 120 };

const COLUMNS = ["Order", "Vendor", "Item", "Country", "Amount", "Day"];

/** A line of a table: what its cells say, and what is wrong with it. */
interface Line {
  order: string;
  vendor: string;
  item: string;
  country: "" | "CN" | "KR" | "Nowhere";
  /** In cents; `null` where the cell holds no amount. */
  cents: number | null;
  day: string;
}

const lines: fc.Arbitrary<Line[]> = fc.array(
  fc.record({
    order: fc.constantFrom("A", "B", "C", "Größe 4", "5", "Total"),
    vendor: fc.constantFrom("", "Maker", "maker ", 'Müller, "Söhne"; KG'),
    item: fc.constantFrom("bess", "bess", "bess", "Two Words"),
    country: fc.constantFrom<Line["country"]>("", "CN", "CN", "CN", "KR", "Nowhere"),
    cents: fc.oneof(
      { weight: 6, arbitrary: fc.integer({ min: -2_000_000, max: 9_000_000_000 }) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    day: fc.constantFrom("", "2026-07-31", "2026-01-02"),
  }),
  { maxLength: 8 },
);

const mappingOf = (isAddUp: boolean, format: Mapping["columns"]["exposure"]["format"]): Mapping => ({
  schemaVersion: 1,
  table: {},
  unknown: [],
  lines: isAddUp ? "add-up" : "one-each",
  day: "earliest",
  totals: { columns: ["Order"], is: ["Total"] },
  columns: {
    positionId: { columns: ["Order"], join: "-" },
    sector: { constant: "ai" },
    supplierId: { column: "Vendor", as: "name" },
    item: { column: "Item" },
    originCountry: { column: "Country" },
    exposure: { column: "Amount", format, unit: "USD" },
    date: { column: "Day", format: "DD.MM.YYYY" },
  },
});

function amountText(cents: number | null, isComma: boolean): string {
  if (cents === null) return "no amount";
  const whole = Math.floor(Math.abs(cents) / 100).toLocaleString("en-US");
  const text = `${whole}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;
  const written = isComma ? text.replace(/[.,]/g, (mark) => (mark === "." ? "," : ".")) : text;
  return cents < 0 ? `(${written})` : `$${written}`;
}

function textOf(all: readonly Line[], separator: string, isComma: boolean): string {
  const quote = (text: string) => (/[";,|\t\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = all.map(({ order, vendor, item, country, cents, day }) =>
    [order, vendor, item, country, amountText(cents, isComma), day.split("-").reverse().join(".")]
      .map(quote)
      .join(separator),
  );
  return `${[COLUMNS.join(separator), ...rows].join("\r\n")}\r\n`;
}

function cellsOf(all: readonly Line[]): Cell[][] {
  return [
    COLUMNS,
    ...all.map(({ order, vendor, item, country, cents, day }): Cell[] => [
      order,
      vendor,
      item,
      country,
      cents === null ? "no amount" : { number: String(cents / 100) },
      day === "" ? "" : { day },
    ]),
  ];
}

interface Form {
  write(all: readonly Line[]): Buffer;
  isComma?: true;
}

const forms: [string, Form][] = [
  ["commas", { write: (all) => Buffer.from(textOf(all, ",", false)) }],
  ["semicolons and decimal commas", { write: (all) => Buffer.from(textOf(all, ";", true)), isComma: true }],
  ["tabs in UTF-16", { write: (all) => Buffer.from(`\uFEFF${textOf(all, "\t", false)}`, "utf16le") }],
  ["Windows-1252", { write: (all) => Buffer.from(textOf(all, ",", false), "latin1") }],
  ["gzip", { write: (all) => gzipSync(textOf(all, "|", false)) }],
  ["a workbook", { write: (all) => workbookOf(cellsOf(all)) }],
  ["a workbook with inline texts", { write: (all) => workbookOf(cellsOf(all), { inlineTexts: true }) }],
];

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function map(bytes: Uint8Array, mapping: Mapping, sizes: readonly number[]) {
  const world = objectImportWorld();
  const importOne = mappedImport({ mapping, sector: null, mostBytes: 1_000_000 });
  const report: MappedReport = await importOne(inChunks(bytes, sizes), world.ports, { file: "table" });
  return { report, positions: [...world.positions.values()] };
}

/** What must come out of lines, by plain arithmetic: cents by where they have gone, and the exposure by position. */
function expected(all: readonly Line[], isAddUp: boolean) {
  const sums = { read: [0, 0], taken: [0, 0], netted: [0, 0], totals: [0, 0], refused: [0, 0] };
  const count = (what: keyof typeof sums, rows: number, cents: number | null) => {
    sums[what] = [(sums[what][0] ?? 0) + rows, (sums[what][1] ?? 0) + (cents ?? 0)];
  };
  const byOrder = new Map<string, Line[]>();
  for (const line of all) {
    count("read", 1, line.cents);
    const isCredit = !isAddUp && (line.cents ?? 0) < 0;
    const isBad = line.cents === null || line.country === "Nowhere" || line.item !== "bess" || isCredit;
    if (line.order === "Total") count("totals", 1, line.cents);
    else if (isBad) count("refused", 1, line.cents);
    else byOrder.set(line.order, [...(byOrder.get(line.order) ?? []), line]);
  }
  const positions = new Map<string, number>();
  for (const [order, own] of byOrder) {
    const cents = (some: Line[]) => some.reduce((sum, line) => sum + (line.cents ?? 0), 0);
    const said = (field: "country" | "vendor") =>
      new Set(own.map((line) => line[field].trim().toLowerCase()).filter((text) => text !== ""));
    const isRefused = cents(own) < 0 || said("country").size > 1 || said("vendor").size > 1;
    if (!isAddUp) {
      const [first, ...others] = own;
      count("taken", 1, first?.cents ?? 0);
      count("refused", others.length, cents(others));
      positions.set(order, first?.cents ?? 0);
    } else if (isRefused) count("refused", own.length, cents(own));
    else {
      count(own.length === 1 ? "taken" : "netted", own.length, cents(own));
      positions.set(order, cents(own));
    }
  }
  return { sums, positions };
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 });

describe("a table is taken to the cent, and every row has gone where plain arithmetic says:", () => {
  it.each(forms)("%s", async (_form, { write, isComma }) => {
    await fc.assert(
      fc.asyncProperty(lines, fc.boolean(), chunkSizes, async (all, isAddUp, sizes) => {
        const mapping = mappingOf(isAddUp, isComma ? "1.234,56" : "1,234.56");
        const { report, positions } = await map(write(all), mapping, sizes);
        const { sums, positions: wanted } = expected(all, isAddUp);
        const { read, taken, netted, refused, totals = { rows: 0, amount: 0 } } = report.mapped;
        const found = Object.entries({ read, taken, netted, totals, refused }).map(
          ([what, { rows, amount }]) => [what, [rows, Math.round(amount * 100)]],
        );
        expect(Object.fromEntries(found)).toEqual(sums);
        expect(new Map(positions.map(({ positionId, exposure }) => [positionId, exposure]))).toEqual(wanted);
        expect(report.rejected).toBe(refused.rows);
        for (const { reason } of report.reasons) expectSentence(reason, 400);
      }),
      EACH,
    );
  });
});

/** What is done to the bytes of a table. */
const damage: fc.Arbitrary<(bytes: Buffer) => Buffer> = fc.oneof(
  fc.tuple(fc.nat(), fc.nat({ max: 255 })).map(([place, byte]) => (bytes: Buffer) => {
    const copy = Buffer.from(bytes);
    copy[place % copy.length] = byte;
    return copy;
  }),
  fc.nat().map((place) => (bytes: Buffer) => bytes.subarray(0, place % bytes.length)),
  fc
    .tuple(
      fc.nat(),
      fc.oneof(hostileText, fc.constantFrom('"', "\0", "\r", ";", "\t", "\ud800", ",".repeat(3000))),
    )
    .map(([place, piece]) => (bytes: Buffer) => {
      const at = place % bytes.length;
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(piece), bytes.subarray(at)]);
    }),
  fc.uint8Array({ maxLength: 60 }).map((other) => () => Buffer.from(other)),
);

async function outcome(bytes: Buffer, mapping: Mapping, sizes: readonly number[]) {
  try {
    const { report, positions } = await map(bytes, mapping, sizes);
    return { report, positions };
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    return { sentence: error.message };
  }
}

describe("whatever is done to its bytes, a table is refused in one sentence, or every row is accounted for:", () => {
  it.each(forms)("%s", async (_form, { write, isComma }) => {
    const mapping = mappingOf(true, isComma ? "1.234,56" : "1,234.56");
    await fc.assert(
      fc.asyncProperty(lines, damage, fc.boolean(), chunkSizes, async (all, spoil, isInside, sizes) => {
        const whole = write(all);
        // Damage inside of what is packed gets past the checks of the packing.
        const isGzip = whole[0] === 0x1f && isInside;
        const bytes = isGzip ? gzipSync(spoil(gunzipSync(whole))) : spoil(whole);
        const found = await outcome(bytes, mapping, sizes);
        if (found.sentence !== undefined) expectSentence(found.sentence, 400);
        else checkWhole(found);
        // How much of damaged gzip comes out before the damage is told depends on how it was cut.
        if (whole[0] === 0x1f && !isInside) return;
        expect(await outcome(bytes, mapping, [1_000_000])).toEqual(found);
      }),
      EACH,
    );
  });
});

function checkWhole({ report, positions }: Awaited<ReturnType<typeof map>>): void {
  const { read, taken, netted, refused, totals } = report.mapped;
  expect(taken.rows + netted.rows + refused.rows + (totals?.rows ?? 0)).toBe(read.rows);
  expect(report.rejected).toBe(refused.rows);
  const cents = positions.reduce((sum, { exposure }) => sum + exposure, 0);
  expect(Math.round((taken.amount + netted.amount) * 100)).toBe(cents);
  for (const { reason } of report.reasons) expectSentence(reason, 400);
  for (const row of positions) expect(positionSchema.safeParse(row).error).toBeUndefined();
}

describe("whatever stands in its cells, a table is refused in one sentence, or every row is accounted for:", () => {
  it.each([
    ["commas", (rows: string[][]) => Buffer.from(rows.map((row) => row.map(quoted).join(",")).join("\n"))],
    [
      "semicolons",
      (rows: string[][]) => Buffer.from(rows.map((row) => row.map(quoted).join(";")).join("\r\n")),
    ],
    ["a workbook", (rows: string[][]) => workbookOf(rows)],
  ])("%s", async (_form, write) => {
    const cell = fc.oneof(hostileText, fc.constantFrom("A", "bess", "CN", "$1.00", "(2.00)", "31.07.2026"));
    const row = fc.array(cell, { minLength: COLUMNS.length, maxLength: COLUMNS.length });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
        const found = await outcome(write([COLUMNS, ...rows]), mappingOf(true, "1,234.56"), [500]);
        if (found.sentence !== undefined) expectSentence(found.sentence, 400);
        else checkWhole(found);
      }),
      EACH,
    );
  });
});

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
