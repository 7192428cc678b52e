import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reportLines } from "../../../cli/text/import-report.ts";
import { withoutWriting } from "../../../functions/import/mapped/answer.ts";
import { netAward } from "../../../functions/import/public/net-award.ts";
import { type ContractsReport, usaspendingImport } from "../../../functions/import/public/usaspending.ts";
import { cases } from "../../support/cases.ts";
import { CONTRACT_COLUMNS, type ContractRow, contractRow, contractsText } from "../../support/contracts.ts";
import { type ObjectImportWorld, objectImportWorld } from "../../support/object-import.ts";
import { supplierOf } from "../../support/samples.ts";

const DEFENSE = { sector: "defense", unit: "USD" } as const;

async function* bytesOf(content: string | Buffer): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content);
}

interface Importing {
  rows?: ContractRow[];
  content?: string | Buffer;
  world?: ObjectImportWorld;
  isDry?: boolean;
  replace?: boolean;
}

function importContracts({
  rows = [],
  content = contractsText(rows),
  world = objectImportWorld(),
  isDry = false,
  replace = false,
}: Importing): Promise<ContractsReport> {
  const ports = isDry ? withoutWriting(world.ports) : world.ports;
  return usaspendingImport(DEFENSE, 100_000_000)(bytesOf(content), ports, { file: "c.csv", replace });
}

/** The stored positions: id, dollars and day. */
const stored = ({ positions }: ObjectImportWorld) =>
  [...positions.values()].map(
    ({ positionId, exposure, date }) => `${positionId} ${exposure / 100} ${date ?? "-"}`,
  );

const reasonsOf = ({ reasons }: ContractsReport) =>
  reasons.map(({ column, reason, lines }) => `${lines.join()} ${column}: ${reason}`);

/** An action on an award, by id, award, dollars and day. */
const action = (id: string, award: string, dollars: string, day: string, more: ContractRow = {}) =>
  contractRow({
    contract_transaction_unique_key: id,
    contract_award_unique_key: award,
    federal_action_obligation: dollars,
    action_date: day,
    ...more,
  });

describe("a download of contracts", () => {
  it("has 297 columns, of which a transaction becomes a position", async () => {
    expect(CONTRACT_COLUMNS).toHaveLength(297);
    const world = objectImportWorld();
    await importContracts({
      rows: [
        action("T1", "A", "1234.56", "2026-03-01", { dod_acquisition_program_description: "EXAMPLE RADIO" }),
      ],
      world,
    });
    expect([...world.positions.values()]).toEqual([
      {
        positionId: "T1",
        sector: "defense",
        supplierId: "UEIMAKER0001",
        item: "rechargeable-battery",
        originCountry: "US",
        exposure: 123_456,
        date: "2026-03-01",
        periodStart: null,
        program: "EXAMPLE RADIO",
        source: "illustrative rows in the form of USAspending contracts; place of manufacture D: MFG IN U.S.",
      },
    ]);
  });

  it("nets actions within their award: each is dated by its action date, and what is taken back is taken from the newest before it", async () => {
    const world = objectImportWorld();
    const { mapped } = await importContracts({
      rows: [
        action("T3", "A", "-60", "2026-05-01"),
        action("T1", "A", "100", "2024-01-10"),
        action("T2", "A", "50.25", "2026-03-01"),
        action("T4", "A", "0.00", "2026-06-01"),
        action("U1", "B", "7", "2026-02-01"),
      ],
      world,
    });
    expect(stored(world).sort()).toEqual(["T1 90.25 2024-01-10", "T2 0 2026-03-01", "U1 7 2026-02-01"]);
    expect(mapped).toMatchObject({
      read: { rows: 5, amount: 97.25 },
      taken: { rows: 1, amount: 7 },
      netted: { rows: 4, amount: 90.25, positions: 2 },
      refused: { rows: 0, amount: 0 },
    });
  });

  it("refuses an award that comes out below zero, with all of its lines", async () => {
    const world = objectImportWorld();
    const report = await importContracts({
      rows: [
        action("T1", "A", "10", "2026-01-01"),
        action("T2", "A", "-10.01", "2026-02-01"),
        action("U1", "B", "5", "2026-01-01"),
      ],
      world,
    });
    expect(stored(world)).toEqual(["U1 5 2026-01-01"]);
    expect(reasonsOf(report)).toEqual([
      '2,3 contract_award_unique_key: the actions of "A" (lines 2, 3) add up to -0.01 USD, which is below zero: download the award with all of its actions',
    ]);
    expect(report.mapped).toMatchObject({
      taken: { rows: 1, amount: 5 },
      refused: { rows: 2, amount: -0.01 },
    });
  });

  it("nets transactions that name no award with no other", async () => {
    const world = objectImportWorld();
    const report = await importContracts({
      rows: [action("T1", "", "10", "2026-01-01"), action("T2", "", "-4", "2026-02-01")],
      world,
    });
    expect(stored(world)).toEqual(["T1 10 2026-01-01"]);
    expect(report.rejected).toBe(1);
  });

  it("leaves out what is no battery, and says how much that is by code", async () => {
    const report = await importContracts({
      rows: [
        contractRow(),
        contractRow({ product_or_service_code: "5820", federal_action_obligation: "1,000.10" }),
        contractRow({ product_or_service_code: "5820", federal_action_obligation: "-0.10" }),
        contractRow({ product_or_service_code: "6135" }),
        contractRow({ product_or_service_code: "", federal_action_obligation: "2" }),
      ],
    });
    expect(report.mapped).toMatchObject({
      read: { rows: 5, amount: 1202 },
      taken: { rows: 2, amount: 200 },
      leftOut: { rows: 3, amount: 1002 },
    });
    expect(report.contracts.leftOut).toEqual([
      { says: "5820", rows: 2, amount: 1000, unreadable: 0 },
      { says: "", rows: 1, amount: 2, unreadable: 0 },
    ]);
  });

  it("takes the origin from the code of the origin alone, and keeps the place of manufacture as what it says", async () => {
    const world = objectImportWorld();
    const report = await importContracts({
      rows: [
        contractRow({ country_of_product_or_service_origin_code: "CHN", place_of_manufacture_code: "A" }),
        contractRow({ country_of_product_or_service_origin_code: "", place_of_manufacture_code: "A" }),
        contractRow({ country_of_product_or_service_origin_code: "XQZ" }),
      ],
      world,
    });
    const rows = [...world.positions.values()];
    expect(rows.map(({ originCountry }) => originCountry)).toEqual(["CN", null, null]);
    expect(rows[0]?.source).toMatch(/; place of manufacture A: MFG IN U\.S\.$/);
    expect(report.rejected).toBe(0);
    expect(report.contracts).toMatchObject({
      noCountry: [{ says: "XQZ", rows: 1, amount: 100, unreadable: 0 }],
      placesOfManufacture: [
        { says: "A: MFG IN U.S.", rows: 2, amount: 200, unreadable: 0 },
        { says: "D: MFG IN U.S.", rows: 1, amount: 100, unreadable: 0 },
      ],
    });
  });

  it("says illustrative of rows that do, and not of others", async () => {
    const world = objectImportWorld();
    await importContracts({
      rows: [contractRow({ transaction_description: "BATTERY, STORAGE" }), contractRow()],
      world,
    });
    const sources = [...world.positions.values()].map(({ source }) => source ?? "");
    expect(sources.map((source) => source.split(";")[0])).toEqual([
      "USAspending contracts",
      "illustrative rows in the form of USAspending contracts",
    ]);
  });

  it("counts a transaction once", async () => {
    const world = objectImportWorld();
    const report = await importContracts({
      rows: [action("T1", "A", "10", "2026-01-01"), action("T1", "A", "10", "2026-01-01")],
      world,
    });
    expect(stored(world)).toEqual(["T1 10 2026-01-01"]);
    expect(reasonsOf(report)).toEqual([
      '3 contract_transaction_unique_key: "T1" of 2026-01-01 stands on line 2 already: a transaction counts once',
    ]);
  });

  it.each<[string, ContractRow, string]>([
    ["no amount", { federal_action_obligation: "" }, "2 federal_action_obligation: is empty"],
    ["another date", { action_date: "7/31/2026" }, '2 action_date: "7/31/2026" is not a day'],
    ["no name", { contract_transaction_unique_key: "" }, "2 contract_transaction_unique_key: is empty"],
  ])("refuses a row with %s in one sentence", async (_, row, reason) => {
    const report = await importContracts({ rows: [contractRow(row)] });
    expect(reasonsOf(report)).toEqual([expect.stringContaining(reason)]);
    expect(report.rejected).toBe(1);
  });

  it("changes nothing when it comes again, packed", async () => {
    const world = objectImportWorld();
    const content = contractsText([contractRow(), contractRow({ contract_award_unique_key: "B" })]);
    await importContracts({ content, world });
    const again = await importContracts({ content: gzipSync(content), world });
    expect(again).toMatchObject({ rows: 2, added: 0, changed: 0, unchanged: 2 });
    expect(again.contracts.suppliers).toEqual({ added: 0, stored: 2, withoutParent: 0 });
  });

  it("with replace removes what is gone, whatever was said of its place of manufacture", async () => {
    const world = objectImportWorld();
    const gone = contractRow({ place_of_manufacture_code: "C" });
    const kept = contractRow();
    await importContracts({ rows: [gone, kept], world });
    const report = await importContracts({ rows: [kept], world, replace: true });
    expect(report.removed).toBe(1);
    expect(world.positions.size).toBe(1);
  });

  it("that is none is refused as a whole, with what it lacks", async () => {
    await expect(importContracts({ content: "a,b\n1,2\n" })).rejects.toThrow(
      /^line 1: is not the header of Contracts_PrimeTransactions: it lacks "?contract_transaction_unique_key/,
    );
    await expect(importContracts({ content: "" })).rejects.toThrow("is empty");
  });

  it("is refused by a sector that is not measured in dollars", async () => {
    const importOne = usaspendingImport({ sector: "ai", unit: "kWh" }, 100_000);
    await expect(
      importOne(bytesOf(contractsText([])), objectImportWorld().ports, { file: "c.csv" }),
    ).rejects.toThrow("holds US dollars, and ai is measured in kWh");
  });
});

describe("recipients", () => {
  it("become suppliers, and their parents as well, of unknown stake", async () => {
    const world = objectImportWorld();
    const report = await importContracts({ rows: [contractRow()], world });
    expect([...world.suppliers.values()]).toEqual([
      supplierOf({
        supplierId: "UEIMAKER0001",
        name: "EXAMPLE BATTERY MAKER, INC.",
        country: "US",
        parentId: "UEIPARENT001",
        parentStake: null,
        lists: [],
        inputs: null,
      }),
      supplierOf({
        supplierId: "UEIPARENT001",
        name: "EXAMPLE HOLDING CORP",
        country: null,
        parentId: null,
        parentStake: null,
        lists: [],
        inputs: null,
      }),
    ]);
    expect(report.contracts.suppliers).toEqual({ added: 2, stored: 0, withoutParent: 0 });
    expect(report.warnings.join("\n")).not.toContain("no supplier row");
  });

  it("that are their own parent have none", async () => {
    const world = objectImportWorld();
    await importContracts({ rows: [contractRow({ recipient_parent_uei: "UEIMAKER0001" })], world });
    expect([...world.suppliers.values()]).toMatchObject([{ supplierId: "UEIMAKER0001", parentId: null }]);
  });

  it("of unknown parent have no row: their owner is unknown", async () => {
    const world = objectImportWorld();
    const report = await importContracts({ rows: [contractRow({ recipient_parent_uei: "" })], world });
    expect(world.suppliers.size).toBe(0);
    expect(report.contracts.suppliers.withoutParent).toBe(1);
    expect(report.warnings.join("\n")).toContain(
      "1 supplier has no supplier row, so owner and control are unknown",
    );
  });

  it("of unknown parent are not said to have no row where one is stored", async () => {
    const world = objectImportWorld();
    world.suppliers.set("UEIMAKER0001", supplierOf({ supplierId: "UEIMAKER0001" }));
    const report = await importContracts({ rows: [contractRow({ recipient_parent_uei: "" })], world });
    expect(report.contracts.suppliers.withoutParent).toBe(0);
  });

  it("without an id are unknown suppliers", async () => {
    const world = objectImportWorld();
    await importContracts({ rows: [contractRow({ recipient_uei: "" })], world });
    expect([...world.positions.values()]).toMatchObject([{ supplierId: null }]);
  });

  it("that are stored stay as stored, and a note names those with another parent", async () => {
    const world = objectImportWorld();
    world.suppliers.set("UEIMAKER0001", supplierOf({ supplierId: "UEIMAKER0001", parentId: "saft" }));
    const report = await importContracts({ rows: [contractRow()], world });
    expect(world.suppliers.get("UEIMAKER0001")?.parentId).toBe("saft");
    expect(report.warnings.join("\n")).toContain(
      '1 supplier is stored with another parent than the file says, and stayed as stored: "UEIMAKER0001"',
    );
  });

  it("keep refused rows of a file of suppliers of the same name remembered", async () => {
    const world = objectImportWorld();
    await importContracts({ rows: [contractRow()], world });
    expect([...world.imports.values()].map(({ kind, file }) => `${kind} ${file}`).sort()).toEqual([
      "suppliers c.csv (recipients)",
      "usaspending c.csv",
    ]);
  });
});

it("with a dry run writes nothing, and says the same", async () => {
  const world = objectImportWorld();
  const rows = [contractRow(), contractRow({ federal_action_obligation: "-30.50" })];
  const dry = await importContracts({ rows, world, isDry: true });
  expect(world.positions.size + world.suppliers.size + world.imports.size).toBe(0);
  const done = await importContracts({ rows, world });
  expect({ ...dry, warnings: [] }).toEqual({ ...done, warnings: [] });
});

it("prints where rows and money have gone", async () => {
  const report = await importContracts({
    rows: [
      action("T1", "A", "1000", "2026-01-01"),
      action("T2", "A", "-250.50", "2026-02-01"),
      action("U1", "B", "20", "2026-01-01", { place_of_manufacture_code: "A" }),
      action("V1", "C", "-5", "2026-01-01"),
      contractRow({ product_or_service_code: "5820" }),
    ],
  });
  expect(reportLines(report).slice(0, 14)).toMatchInlineSnapshot(`
    [
      "c.csv: 2 positions: 2 new, 0 changed, 0 unchanged, 1 rejected",
      "     5  rows read               USD 864.50",
      "  =  1  taken                   USD 20.00",
      "  +  2  netted into 1 position  USD 749.50",
      "  +  1  refused                 USD -5.00",
      "  +  1  left out                USD 100.00",
      "  defense: 2 new, 0 changed, 0 removed; USD 769.50 added, USD 0.00 taken away",
      "  left out, as their product or service code is no battery:",
      "    1 row  USD 100.00  5820",
      "  place of manufacture, as the file says it (no country):",
      "    3 rows  USD 744.50  D: MFG IN U.S.",
      "    1 row   USD 20.00   A: MFG IN U.S.",
      "  recipients and their parents: 2 suppliers new, 0 stored already and left as stored",
      "  note: 1 supplier has a parent but no parentStake, so the owner is unknown: "UEIMAKER0001"",
    ]
  `);
});

describe("the actions of one award", () => {
  const actions = fc.array(
    fc.record({
      amount: fc.integer({ min: -500, max: 1000 }),
      day: fc.option(fc.constantFrom("2026-01-01", "2026-02-01", "2026-03-01"), { nil: null }),
    }),
    { maxLength: 12 },
  );

  it("keep their sum, no one has more than it obligated, and each taking counts once", () => {
    fc.assert(
      fc.property(actions, (all) => {
        const sum = all.reduce((added, { amount }) => added + amount, 0);
        const net = netAward(all);
        if ("below" in net) {
          expect(net.below).toBe(BigInt(sum));
          return;
        }
        const left = net.left.map((one) => one?.exposure ?? 0);
        expect(left.reduce((a, b) => a + b, 0)).toBe(sum);
        for (const [at, { amount }] of all.entries()) {
          expect(left[at]).toBeLessThanOrEqual(Math.max(0, amount));
          expect(net.left[at] === null).toBe(amount <= 0);
        }
        const lines = net.left.reduce((count, one) => count + (one?.lines ?? 0), 0);
        expect(lines).toBe(all.filter(({ amount }) => amount !== 0).length);
      }),
      cases(2000),
    );
  });

  it("are taken cent by cent from the newest cent before", () => {
    fc.assert(
      fc.property(actions, (all) => {
        const net = netAward(all);
        if ("below" in net) return;
        expect(net.left.map((one) => one?.exposure ?? 0)).toEqual(plainlyNetted(all));
      }),
      cases(2000),
    );
  });
});

/** The same with single cents on a pile: the slow and obvious way. */
function plainlyNetted(all: { amount: number; day: string | null }[]): number[] {
  const inOrder = all
    .map((one, at) => ({ ...one, at }))
    .sort((a, b) => (a.day ?? "9999").localeCompare(b.day ?? "9999") || a.at - b.at);
  const pile: number[] = [];
  let owed = 0;
  for (const { amount, at } of inOrder) {
    for (let cent = 0; cent < amount; cent += 1) pile.push(at);
    owed += Math.max(0, -amount);
    while (owed > 0 && pile.length > 0) {
      pile.pop();
      owed -= 1;
    }
  }
  return all.map((_, at) => pile.filter((of) => of === at).length);
}
