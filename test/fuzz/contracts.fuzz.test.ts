import fc from "fast-check";
import { expect, it } from "vitest";
import { UnusableFile } from "../../functions/import/files/row.ts";
import { type ContractsReport, usaspendingImport } from "../../functions/import/public/usaspending.ts";
import { positionSchema } from "../../shared/supply/position.ts";
import { supplierSchema } from "../../shared/supply/supplier.ts";
import { isFull } from "../support/cases.ts";
import { CONTRACT_COLUMNS, type ContractRow, contractsText } from "../support/contracts.ts";
import { CASES, expectSentence, hostileText } from "../support/hostile.ts";
import { objectImportWorld } from "../support/object-import.ts";

// Few on a push: each is a whole import.
const EACH = { numRuns: isFull ? CASES : 100 };

/** Few columns of few values, so that rows meet in awards, transactions and recipients. */
const COLUMNS: Record<string, fc.Arbitrary<string>> = {
  contract_transaction_unique_key: fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVW", ""),
  contract_award_unique_key: fc.constantFrom("X", "Y", "Z", ""),
  federal_action_obligation: fc.oneof(
    {
      weight: 8,
      arbitrary: fc.integer({ min: -99_999, max: 199_999 }).map((cents) => (cents / 100).toFixed(2)),
    },
    { weight: 1, arbitrary: fc.constantFrom("", "0.00", "$1,000.00", "(5.00)", "1e5", "N/A") },
  ),
  action_date: fc.constantFrom("2026-01-31", "2026-02-28", "2025-12-31", "2026-01-31", "", "1/2/2026"),
  recipient_uei: fc.constantFrom("U1", "U2", "U3", ""),
  recipient_name: fc.constantFrom("MAKER ONE", "MAKER ONE", "CATL"),
  recipient_parent_uei: fc.constantFrom("U1", "U9", ""),
  recipient_parent_name: fc.constantFrom("HOLDER", ""),
  recipient_country_code: fc.constantFrom("USA", "CHN", "XQZ", ""),
  product_or_service_code: fc.constantFrom("6140", "6140", "6135", "5820", ""),
  country_of_product_or_service_origin_code: fc.constantFrom("USA", "CHN", "XQZ", ""),
  place_of_manufacture_code: fc.constantFrom("A", "D", ""),
  place_of_manufacture: fc.constantFrom("MFG IN U.S.", ""),
  dod_acquisition_program_description: fc.constantFrom("NONE", "EXAMPLE", ""),
  transaction_description: fc.constantFrom("ILLUSTRATIVE, MADE UP"),
};

const row = fc
  .record(COLUMNS)
  .chain(
    (plain): fc.Arbitrary<ContractRow> =>
      fc
        .option(fc.tuple(fc.constantFrom(...Object.keys(COLUMNS)), hostileText), { freq: 6, nil: null })
        .map((odd) => (odd === null ? plain : { ...plain, [odd[0]]: odd[1] })),
  );

async function* bytesOf(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function imported(text: string, size = 1000) {
  const world = objectImportWorld();
  const importOne = usaspendingImport({ sector: "defense", unit: "USD" }, 1_000_000);
  return { world, report: await importOne(bytesOf(text, size), world.ports, { file: "c.csv" }) };
}

/** Money in cents: amounts of the reports are in dollars. */
const cents = (amount: number) => Math.round(amount * 100);

function expectReconciled({ mapped }: ContractsReport): void {
  const { read, taken, netted, refused, leftOut = { rows: 0, amount: 0, unreadable: 0 } } = mapped;
  const parts = [taken, netted, refused, leftOut];
  expect(parts.reduce((sum, { rows }) => sum + rows, 0)).toBe(read.rows);
  expect(parts.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(cents(read.amount));
  expect(parts.reduce((sum, { unreadable }) => sum + unreadable, 0)).toBe(read.unreadable);
}

it("every download is taken, row by row, and reconciled to the cent", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(row, { maxLength: 25 }),
      fc.integer({ min: 1, max: 3000 }),
      async (rows, size) => {
        const { world, report } = await imported(contractsText(rows, Object.keys(COLUMNS)), size);
        expectReconciled(report);
        const positions = [...world.positions.values()];
        for (const position of positions) positionSchema.parse(position);
        for (const supplier of world.suppliers.values()) supplierSchema.parse(supplier);
        const stored = positions.reduce((sum, { exposure }) => sum + exposure, 0);
        const { taken, netted } = report.mapped;
        expect(stored).toBe(cents(taken.amount) + cents(netted.amount));
        for (const { reason } of report.reasons) expectSentence(reason);
      },
    ),
    EACH,
  );
});

it("what is left of each award is what its actions add up to", async () => {
  const clean = fc.record({
    ...COLUMNS,
    contract_award_unique_key: fc.constantFrom("X", "Y", "Z"),
    federal_action_obligation: fc
      .integer({ min: -9_999, max: 19_999 })
      .map((amount) => (amount / 100).toFixed(2)),
    action_date: fc.constantFrom("2026-01-31", "2026-02-28", "2025-12-31"),
    product_or_service_code: fc.constantFrom("6140", "6135"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(clean, { maxLength: 15 }), async (drawn) => {
      const rows = drawn.map((one, at) => ({ ...one, contract_transaction_unique_key: `T${at}` }));
      const { world } = await imported(contractsText(rows, Object.keys(COLUMNS)));
      for (const [, own] of Map.groupBy(rows, ({ contract_award_unique_key: award }) => award)) {
        const sum = own.reduce((added, one) => added + cents(Number(one.federal_action_obligation)), 0);
        const stored = own.reduce(
          (added, one) =>
            added + (world.positions.get(`defense ${one.contract_transaction_unique_key}`)?.exposure ?? 0),
          0,
        );
        expect(stored).toBe(Math.max(0, sum));
      }
    }),
    EACH,
  );
});

it("any text is taken, or refused in one sentence", async () => {
  const text = fc.oneof(
    hostileText,
    fc.array(fc.array(hostileText, { maxLength: 5 }).map((cells) => cells.join(","))).map((lines) => {
      return [CONTRACT_COLUMNS.join(","), ...lines].join("\n");
    }),
  );
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 50 }), async (content, size) => {
      try {
        expectReconciled((await imported(content, size)).report);
      } catch (error) {
        if (!(error instanceof UnusableFile)) throw error;
        expectSentence(error.message);
      }
    }),
    EACH,
  );
});
