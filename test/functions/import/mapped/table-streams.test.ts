import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { createGzip } from "node:zlib";
import { expect, it, onTestFinished } from "vitest";
import { readTable } from "../../../../functions/import/files/table.ts";
import type { TableLine } from "../../../../functions/import/files/table-line.ts";
import type { Cell } from "../../../../shared/mapping/cell.ts";
import { workbookOf } from "../../../support/workbooks.ts";

const LINE = `${Array.from({ length: 300 }, (_, at) => `cell ${at}`).join(";")}\n`;
const reading = { layout: {}, mostBytes: Number.POSITIVE_INFINITY, tell: () => {} };

/** A table of 300 columns that never ends, and how much of it was asked for. */
function endless() {
  const asked = { bytes: 0 };
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const piece = Buffer.from(LINE.repeat(20));
      asked.bytes += piece.length;
      yield piece;
    }
  }
  return { asked, bytes: bytes() };
}

async function firstLines(lines: AsyncIterable<TableLine>, most: number): Promise<TableLine[]> {
  const found: TableLine[] = [];
  for await (const line of lines) if (found.push(line) === most) break;
  return found;
}

it.each([
  ["as text", (bytes: AsyncGenerator<Uint8Array>) => bytes],
  [
    "as gzip",
    (bytes: AsyncGenerator<Uint8Array>) =>
      Readable.from(bytes).pipe(createGzip({ level: 0 })) as AsyncIterable<Uint8Array>,
  ],
])("a table without end is read piece by piece, %s", async (_how, packed) => {
  const { asked, bytes } = endless();
  const lines = await firstLines(readTable(packed(bytes), reading), 2000);
  expect(lines).toHaveLength(2000);
  expect(lines.at(-1)).toMatchObject({ line: 2000, isOpen: false });
  expect(asked.bytes).toBeGreaterThan(2000 * LINE.length - 1);
  // What is on its way through the streams comes to some pieces, however long the table is.
  expect(asked.bytes).toBeLessThan(2000 * LINE.length + 3_000_000);
});

it("a workbook waits in a temporary file, which is removed also when the reading is given up", async () => {
  const folder = mkdtempSync(join(tmpdir(), "chokepoint-test-"));
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  onTestFinished(() => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    rmSync(folder, { recursive: true });
  });
  const left = () => readdirSync(folder).length;
  const rows = Array.from({ length: 5000 }, (_, at): Cell[] => [`row ${at}`, { number: String(at) }]);
  const lines = readTable(Readable.from([workbookOf(rows)]), reading);
  const first = await lines.next();
  expect(first.value).toEqual({ line: 1, cells: ["row 0", { number: "0" }], isOpen: true });
  expect(left()).toBe(1);
  await lines.return(undefined);
  expect(left()).toBe(0);
});
