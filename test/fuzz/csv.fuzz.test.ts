import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type * as z from "zod";
import { readLinks, readPositions, readSuppliers } from "../../functions/import/files/native.ts";
import { isNotice, isRejection, type ReadRow, UnusableFile } from "../../functions/import/files/row.ts";
import { readUsitc } from "../../functions/import/files/usitc.ts";
import { linkSchema } from "../../shared/supply/link.ts";
import { positionSchema } from "../../shared/supply/position.ts";
import { supplierSchema } from "../../shared/supply/supplier.ts";
import { policyOf } from "../support/builders.ts";
import { cases } from "../support/cases.ts";
import { readAll } from "../support/files.ts";
import { CASES, expectSentence, hostileText } from "../support/hostile.ts";
import { samplePolicies } from "../support/sample-policies.ts";

/** The cases are shared among the kinds. */
const EACH = cases(CASES / 4);

interface Kind {
  header: string;
  rows: string[][];
  read(source: AsyncIterable<Uint8Array>): AsyncIterable<ReadRow<unknown>>;
  schema: z.ZodType;
}

const usitc = policyOf({ sector: "us-storage-imports" });

const kinds: [string, Kind][] = [
  [
    "positions",
    {
      header: "positionId,sector,supplierId,item,originCountry,exposure,date,program,source",
      rows: [
        ["P-1", "ai", "maker", "bess", "CN", "12.50", "2026-07-15", "IAD-12", "a test"],
        ["P-2", "defense", "", "ups-lithium", "", "7", "", "", ""],
        ["P-3", "ai", "Énergie", "bess", '"Korea, South"', "1", "2026-07-15", '"two\nlines"', ""],
      ],
      read: (source) => readPositions(source, samplePolicies),
      schema: positionSchema,
    },
  ],
  [
    "suppliers",
    {
      header: "supplierId,name,country,parentId,parentStake,lists,port,region,stockDays,recoveryDays",
      rows: [
        ["maker", "Maker KK", "JP", "parent", "0.51", "ndaa-154;1260h", "ningbo;busan", "none", "30", "180"],
        ["parent", '"Two\nLines, ""quoted"""', "China", "", "", "", "", "", "", "0"],
      ],
      read: readSuppliers,
      schema: supplierSchema,
    },
  ],
  [
    "links",
    {
      header: "supplierId,input,upstreamId,share,source,plant,stockDays",
      rows: [
        ["maker", "cells", "parent", "0.8", "a filing", "ningde-1", "20"],
        ["maker", "packs", "電池", "1", "", "", ""],
      ],
      read: readLinks,
      schema: linkSchema,
    },
  ],
  [
    "USITC",
    {
      header: "hts,period,country,general_customs_value_usd",
      rows: [
        ["8507600030", "2026-07", "China", "100"],
        ["8507600030", "2026-07", '"Korea, South"', "50"],
        ["8507600030", "2026-07", "TOTAL", "150"],
        ["8507600020", "2026-01/2026-07", "Japan", "7"],
      ],
      read: (source) => readUsitc(source, { policy: usitc, item: null }),
      schema: positionSchema,
    },
  ],
];

/** The bytes in pieces of these sizes, over and over. */
async function* inChunks(bytes: Uint8Array, sizes: number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (let turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

interface Read {
  rows: ReadRow<unknown>[];
  refused: string | null;
}

async function readIn(kind: Kind, bytes: Uint8Array, sizes: number[]): Promise<Read> {
  try {
    return { rows: await readAll(kind.read(inChunks(bytes, sizes))), refused: null };
  } catch (error) {
    if (!(error instanceof UnusableFile)) throw error;
    return { rows: [], refused: error.message };
  }
}

const field = hostileText.map((text) => (text.length % 2 === 0 ? text : `"${text.replaceAll('"', '""')}"`));

/** Files of a kind: valid rows, some with a hostile field, with one damage done to the bytes or none. */
function files(kind: Kind): fc.Arbitrary<Uint8Array> {
  const changed = fc
    .tuple(fc.constantFrom(...kind.rows), fc.nat({ max: 8 }), field)
    .map(([row, at, text]) => row.map((old, index) => (index === at % row.length ? text : old)));
  const row = fc.oneof(fc.constantFrom(...kind.rows), changed, fc.array(field, { maxLength: 4 }));
  const lines = fc.tuple(
    fc.oneof({ weight: 12, arbitrary: fc.constant(kind.header) }, { weight: 1, arbitrary: field }),
    fc.array(row, { maxLength: 5 }).map((rows) => rows.map((fields) => fields.join(","))),
    fc.constantFrom("\n", "\n", "\n", "\r\n", "\r", "\n\n", "\n \n"),
    fc.constantFrom("", "", "\uFEFF"),
  );
  const text = lines.map(([header, rows, end, mark]) => mark + [header, ...rows, ""].join(end));
  const at = fc.nat({ max: 600 });
  const damage = fc.oneof(
    fc.constant((bytes: Buffer) => bytes),
    fc.tuple(at, fc.nat({ max: 255 })).map(([place, byte]) => (bytes: Buffer) => {
      const copy = Buffer.from(bytes);
      copy[place % copy.length] = byte;
      return copy;
    }),
    at.map((place) => (bytes: Buffer) => bytes.subarray(0, place % bytes.length)),
    fc.tuple(at, fc.constantFrom('"', '""', "\0", "\r", "\n", "\uFEFF", "\u202e", ",".repeat(3000))).map(
      ([place, piece]) =>
        (bytes: Buffer) =>
          Buffer.concat([bytes.subarray(0, place), Buffer.from(piece), bytes.subarray(place)]),
    ),
    fc.constant((bytes: Buffer) => Buffer.from(bytes.toString().replace('"', ""))),
    fc
      .constantFrom("utf16le" as const, "latin1" as const)
      .map((encoding) => (bytes: Buffer) => Buffer.from(bytes.toString(), encoding)),
  );
  const damaged = fc.tuple(text, damage).map(([content, spoil]) => spoil(Buffer.from(content)));
  return fc.oneof(
    { weight: 10, arbitrary: damaged },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)) },
  );
}

const chunkSizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 4 });

describe("whatever the bytes, a file is read as far as it can be, or refused in one sentence:", () => {
  it.each(kinds)("%s", async (_name, kind) => {
    await fc.assert(
      fc.asyncProperty(files(kind), chunkSizes, async (bytes, sizes) => {
        const read = await readIn(kind, bytes, [1_000_000]);
        if (read.refused !== null) expectSentence(read.refused, 400);
        for (const row of read.rows) checkRow(kind, row, bytes);
        expect(await readIn(kind, bytes, sizes)).toEqual(read);
      }),
      EACH,
    );
  });
});

function checkRow({ schema }: Kind, row: ReadRow<unknown>, bytes: Uint8Array): void {
  // A line ends with LF, CRLF or CR.
  const lines = bytes.filter((byte) => byte === 0x0a || byte === 0x0d).length + 1;
  if (row.line < 1 || row.line > lines) expect.fail(`line ${row.line} of ${lines}`);
  if (isRejection(row)) expectSentence(row.reason);
  else if (isNotice(row)) expectSentence(row.notice);
  else if (!schema.safeParse(row.row).success) expect.fail(`not valid: ${JSON.stringify(row)}`);
}

describe("good rows before the damage are kept:", () => {
  it.each(kinds.filter(([name]) => name !== "USITC"))("%s", async (_name, kind) => {
    const good = Buffer.from(`${[kind.header, ...kind.rows.map((row) => row.join(","))].join("\n")}\n`);
    const kept = (await readIn(kind, good, [good.length])).rows;
    expect(kept).toHaveLength(kind.rows.length);
    const tail = fc.oneof(
      fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
      hostileText.map((text) => Buffer.from(text)),
      hostileText.map((text) => Buffer.from(`"${text}`)),
    );
    await fc.assert(
      fc.asyncProperty(tail, chunkSizes, async (damage, sizes) => {
        const { rows } = await readIn(kind, Buffer.concat([good, damage]), sizes);
        expect(rows.slice(0, kept.length)).toEqual(kept);
      }),
      EACH,
    );
  });
});

describe("around the longest line, the same bytes are read alike in any chunks:", () => {
  const kind = kinds[2]?.[1] as Kind;
  it.each([999_950, 999_999, 1_000_000, 1_000_001, 1_000_040, 1_100_000])("%i bytes", async (length) => {
    const lines = [kind.header, "a,cells,b,0.5,", "x".repeat(length), "a,cells,c,0.5,", ""];
    for (const end of ["\n", "\r\n", "\r"]) {
      const bytes = Buffer.from(`${lines.join(end)}\n`);
      const [whole, ...others] = await Promise.all(
        [2_000_000, 65_536, 999_983, 100_000].map((size) => readIn(kind, bytes, [size])),
      );
      for (const other of others) expect(other).toEqual(whole);
    }
  });
});
