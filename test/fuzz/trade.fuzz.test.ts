import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UnusableFile } from "../../functions/import/files/row.ts";
import type { TradeReport } from "../../functions/import/public/trade-import.ts";
import { positionSchema } from "../../shared/supply/position.ts";
import { isFull } from "../support/cases.ts";
import { CASES, expectSentence, hostileText } from "../support/hostile.ts";
import {
  BULK_HEADER,
  COMTRADE_HEADER,
  cents,
  importTable,
  rowIn,
  SDMX_HEADER,
} from "../support/trade-tables.ts";

// Few on a push: each is a whole import.
const EACH = { numRuns: isFull ? CASES : 100 };

const value = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 999_999 }).map((amount) => (amount / 100).toFixed(2)) },
  { weight: 1, arbitrary: fc.constantFrom("", ":", "0", "-1", "1e5", "1.005", "9".repeat(15)) },
);
const period = fc.constantFrom("2024", "2025", "2024-03", "202404", "202452", "2024-13", "");

/** Few columns of few values, so that rows meet in figures. */
const FORMATS = {
  sdmx: {
    importOne: importTable.comext,
    header: SDMX_HEADER,
    cells: {
      reporter: fc.constantFrom("DE", "FR", "EU27_2020", "EL"),
      partner: fc.constantFrom("CN", "US", "GB", "XI", "XU", "QZ", "QX", "WORLD", "EU27_2020_EXTRA", "ZZ"),
      product: fc.constantFrom("850760", "85076000", "8506", "TOTAL", ""),
      flow: fc.constantFrom("1", "1", "1", "2", "3"),
      indicators: fc.constantFrom("VALUE_IN_EUROS", "VALUE_IN_EUROS", "QUANTITY_IN_100KG"),
      TIME_PERIOD: period,
      OBS_VALUE: value,
    },
  },
  bulk: {
    importOne: importTable.comext,
    header: BULK_HEADER,
    cells: {
      REPORTER: fc.constantFrom("AT", "GR"),
      PARTNER: fc.constantFrom("CN", "US", "GB", "XI", "QZ", "XK"),
      PRODUCT_NC: fc.constantFrom("85076000", "85065030"),
      FLOW: fc.constantFrom("1", "2"),
      PERIOD: period,
      VALUE_EUR: value,
    },
  },
  comtrade: {
    importOne: importTable.comtrade,
    header: COMTRADE_HEADER,
    cells: {
      reporterCode: fc.constantFrom("276", "251", "97"),
      partnerCode: fc.constantFrom("156", "842", "0", "899", "490", "777"),
      partner2Code: fc.constantFrom("0", "0", "0", "344"),
      customsCode: fc.constantFrom("C00", "C00", "C00", "C01"),
      motCode: fc.constantFrom("0", "0", "0", "2100"),
      flowCode: fc.constantFrom("M", "M", "X"),
      cmdCode: fc.constantFrom("850760", "8507", "TOTAL"),
      period,
      primaryValue: value,
    },
  },
};

function expectReconciled({ mapped, rejections }: TradeReport): void {
  const { read, taken, netted, refused, leftOut = { rows: 0, amount: 0, unreadable: 0 } } = mapped;
  const parts = [taken, netted, refused, leftOut];
  expect(parts.reduce((sum, { rows }) => sum + rows, 0)).toBe(read.rows);
  expect(parts.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(cents(read.amount));
  expect(parts.reduce((sum, { unreadable }) => sum + unreadable, 0)).toBe(read.unreadable);
  for (const { reason } of rejections) expectSentence(reason, 400);
}

describe.each(Object.entries(FORMATS))("a table in the form of %s", (_form, { importOne, header, cells }) => {
  const row = fc
    .record(cells as Record<string, fc.Arbitrary<string>>)
    .chain((plain) =>
      fc
        .option(fc.tuple(fc.constantFrom(...Object.keys(cells)), hostileText), { freq: 6, nil: null })
        .map((odd) => (odd === null ? plain : { ...plain, [odd[0]]: odd[1] })),
    )
    .map((one) => rowIn(header, one));

  it("is taken, row by row, and reconciled to the cent, whatever stands in its cells", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { maxLength: 25 }),
        fc.integer({ min: 1, max: 3000 }),
        async (rows, size) => {
          const { report, world } = await importOne({ content: [header, ...rows].join("\n"), size });
          expectReconciled(report);
          const positions = [...world.positions.values()];
          for (const position of positions) positionSchema.parse(position);
          const stored = positions.reduce((sum, { exposure }) => sum + exposure, 0);
          expect(stored).toBe(cents(report.mapped.taken.amount) + cents(report.mapped.netted.amount));
        },
      ),
      EACH,
    );
  });

  it("is taken, or refused in one sentence, whatever it is", async () => {
    const text = fc.oneof(
      hostileText,
      fc.json(),
      fc.json().map((json) => `{"data":${json}}`),
      fc.array(hostileText, { maxLength: 5 }).map((lines) => [header, ...lines].join("\n")),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 50 }), async (content, size) => {
        try {
          expectReconciled((await importOne({ content, size })).report);
        } catch (error) {
          if (!(error instanceof UnusableFile)) throw error;
          expectSentence(error.message, 400);
        }
      }),
      EACH,
    );
  });
});
