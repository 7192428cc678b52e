import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPositions } from "../../functions/import/files/native.ts";
import { isNotice, isRejection, type ReadRow, UnusableFile } from "../../functions/import/files/row.ts";
import type { Cell } from "../../shared/mapping/cell.ts";
import { type Position, positionSchema } from "../../shared/supply/position.ts";
import { isFull } from "../support/cases.ts";
import { readAll } from "../support/files.ts";
import { CASES, expectSentence, hostileText } from "../support/hostile.ts";
import { forms, textIn } from "../support/native-forms.ts";
import { samplePolicies } from "../support/sample-policies.ts";

/** The cases of a form are shared by the two laws. */
const EACH = { numRuns: isFull ? CASES / 2 : 60 };

const COLUMNS = "positionId,sector,supplierId,item,originCountry,exposure,date,program,source".split(",");

const cents = fc.integer({ min: 0, max: 9_000_000_000 });
const goodRow = fc
  .tuple(fc.uuid(), fc.constantFrom("", "maker", "Müller; KG"), cents, fc.constantFrom("", "2026-07-31"))
  .map(([id, supplier, amount, day]): Cell[] => [
    id,
    "ai",
    supplier,
    "bess",
    "KR",
    { number: (amount / 100).toFixed(2) },
    day === "" ? "" : { day },
    "",
    "ERP",
  ]);
// Amounts that people write otherwise, days as numbers, and whatever else a cell may hold.
const wrongCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom<Cell>("1.234,56", "12,5", "12.000", "1.234.567", "(5)", "#N/A", { number: "46234" }),
  hostileText.map((text) => text.replace(/[\r\n]/g, " ")),
);

async function* inChunks(bytes: Uint8Array, sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function outcome(bytes: Buffer, sizes: readonly number[]) {
  try {
    return { rows: await readAll(readPositions(inChunks(bytes, sizes), samplePolicies)), sentence: null };
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    return { rows: [], sentence: error.message };
  }
}

function checkRow(row: ReadRow<Position>): void {
  if (isRejection(row)) expectSentence(row.reason, 400);
  else if (isNotice(row)) expectSentence(row.notice, 400);
  else expect(positionSchema.safeParse(row.row).error).toBeUndefined();
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 });

describe("a native file gives the rows of plain CSV, to the cent and by the line, as", () => {
  it.each(forms)("$form", async ({ write }) => {
    const row = fc.oneof(
      { weight: 4, arbitrary: goodRow },
      { weight: 1, arbitrary: goodRow.map((cells) => cells.with(4, "Nowhere").with(0, "")) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), chunkSizes, async (rows, sizes) => {
        const plain = await outcome(Buffer.from(textIn([COLUMNS, ...rows], ",")), [1_000_000]);
        expect(plain.rows).toHaveLength(rows.length);
        expect(await outcome(write([COLUMNS, ...rows]), sizes)).toEqual(plain);
      }),
      EACH,
    );
  });
});

describe("whatever stands in a cell, or is done to a byte, a native file is refused in one sentence or read row by row, as", () => {
  it.each(forms)("$form", async ({ form, write }) => {
    const wrongRow = fc
      .tuple(goodRow, fc.nat({ max: 8 }), wrongCell)
      .map(([row, at, cell]) => row.with(at, cell));
    const rows = fc.array(fc.oneof(goodRow, wrongRow), { minLength: 1, maxLength: 5 });
    const damage = fc.option(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { nil: null, freq: 2 });
    await fc.assert(
      fc.asyncProperty(rows, damage, chunkSizes, async (some, spoilt, sizes) => {
        const bytes = Buffer.from(write([COLUMNS, ...some]));
        if (spoilt !== null) bytes[spoilt[0] % bytes.length] = spoilt[1];
        const found = await outcome(bytes, sizes);
        if (found.sentence !== null) expectSentence(found.sentence, 400);
        for (const row of found.rows) checkRow(row);
        // How much of damaged gzip comes out before the damage is told depends on how it was cut.
        if (form === "gzip" && spoilt !== null) return;
        expect(await outcome(bytes, [1_000_000])).toEqual(found);
      }),
      EACH,
    );
  });
});
