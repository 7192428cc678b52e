import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell } from "../../../../shared/mapping/cell.ts";
import { mappingSchema } from "../../../../shared/mapping/mapping.ts";
import { likelyHeader } from "../../../../shared/mapping/suggest/header.ts";
import type { SuggestionContext } from "../../../../shared/mapping/suggest/suggested-mapping.ts";
import { suggestMapping } from "../../../../shared/mapping/suggest/suggestion.ts";
import { cases } from "../../../support/cases.ts";
import { ERP_COLUMNS, erpCells, erpMapping, erpPurchases } from "../../../support/erp.ts";
import { CASES, expectSentence, hostileText } from "../../../support/hostile.ts";

const COUNTRIES = new Set(["CN", "KR", "DE", "China (PRC)", "Korea, South", "United States", "Germany"]);
const context: SuggestionContext = {
  isCountry: (text) => COUNTRIES.has(text),
  units: new Map([
    ["ai", "USD"],
    ["grid", "kWh"],
  ]),
  sector: null,
  source: "export",
};

/** The field of a suggestion: its columns, and how sure they are. */
function fieldOf(table: Cell[][], field: string, more: Partial<SuggestionContext> = {}) {
  const [header = [], ...rows] = table;
  const { fields } = suggestMapping(header.map(String), rows, { ...context, ...more });
  const found = fields.find((one) => one.field === field);
  return found === undefined ? null : `${found.columns.join(" + ") || "-"} ${found.sure}`;
}

describe("the suggestion for an ERP export", () => {
  it("is the mapping that a person would write, but for the names of items", () => {
    const [header = [], ...rows] = erpCells(erpPurchases());
    const { mapping, unused, fields } = suggestMapping(header.map(String), rows, {
      ...context,
      sector: "ai",
      source: "ERP export",
    });
    const { item, date, ...others } = mapping.columns;
    const { item: _item, date: _date, ...expected } = erpMapping.columns;
    expect(others).toEqual(expected);
    expect(date).toEqual({ column: "Posting Date", format: "YYYY-MM-DD" });
    expect(item).toEqual({
      column: "Material Group",
      values: { "UPS Lithium": "ups-lithium", "Battery Energy Storage": "battery-energy-storage" },
    });
    expect(mapping).toMatchObject({ unknown: ["TBD"], lines: "add-up" });
    expect(unused).toEqual([]);
    expect(fields.map(({ field, sure }) => `${field} ${sure}`)).toEqual([
      "positionId sure",
      "sector sure",
      "supplierId sure",
      "item sure",
      "originCountry sure",
      "exposure sure",
      "date sure",
      "program likely",
      "source a guess",
    ]);
  });
});

describe("a column is taken for", () => {
  const table = (name: string, ...texts: Cell[]): Cell[][] => [
    ["Order No", "Amount", name],
    ...texts.map((text, at): Cell[] => [`A-${at}`, `${at}.50`, text]),
  ];

  it.each([
    [
      "days by its name and all values",
      table("Invoice Date", "31.07.2026", "01.07.2026"),
      "date",
      "Invoice Date sure",
    ],
    ["days by its values alone", table("When", "2026-07-31", "2026-07-01"), "date", "When likely"],
    ["a guess where two formats fit", table("Date", "07/04/2026", "08/04/2026"), "date", "Date a guess"],
    ["no days where numbers may be anything", table("Weight", "20260731", "20260701"), "date", "- a guess"],
    [
      "days that are numbers, by its name",
      table("Posting date", "46234", "46235"),
      "date",
      "Posting date sure",
    ],
    ["countries by its name", table("COO", "CN", "KR"), "originCountry", "COO sure"],
    ["countries by its values", table("Where", "Germany", "China (PRC)"), "originCountry", "Where likely"],
    ["no countries where only two letters say so", table("State", "DE", "DE"), "originCountry", "- a guess"],
    ["suppliers by its name", table("Lieferant", "A GmbH", "B GmbH"), "supplierId", "Lieferant sure"],
    ["sectors by its values", table("Use", "ai", "grid"), "sector", "Use likely"],
  ])("%s", (_what, cells, field, expected) => {
    expect(fieldOf(cells, field)).toBe(expected);
  });

  it("a guess where the name is clear and the values are not, and other currencies are told", () => {
    const header = ["Order No", "Nettowert", "Währung", "Ursprungsland"];
    const rows = [
      ["1", "1.234,50", "EUR", "Deutschland"],
      ["2", "5,00", "EUR", "CN"],
    ];
    const { fields } = suggestMapping(header, rows, context);
    expect(
      fields.filter(({ columns }) => columns.length > 0).map(({ why, sure }) => `${sure}: ${why}`),
    ).toEqual([
      "sure: names each line",
      "a guess: 1 of 2 are countries",
      'sure: 2 of 2 are amounts like 1.234,56 in USD; rows in "EUR" are refused: convert them',
    ]);
  });

  describe("an amount, of several columns of amounts:", () => {
    const taken = (...names: string[]) => {
      const rows = Array.from({ length: 8 }, (_, at) => [
        String(at),
        ...names.map((_name, of) => `${at + 10 * of}.50`),
      ]);
      const { fields } = suggestMapping(["Order No", ...names], rows, context);
      const field = fields.find((one) => one.field === "exposure");
      return [field?.columns.join(), field?.sure, field?.others ?? []];
    };

    it.each<[string[], string, string, string[]]>([
      [["Unit price", "Tax amount", "Net amount"], "Net amount", "sure", ["Unit price", "Tax amount"]],
      [["Gross", "Net"], "Net", "sure", ["Gross"]],
      [["Amount incl. tax", "Amount excl. tax"], "Amount excl. tax", "sure", ["Amount incl. tax"]],
      [
        ["Steuerbetrag", "Einzelpreis", "Nettobetrag"],
        "Nettobetrag",
        "sure",
        ["Steuerbetrag", "Einzelpreis"],
      ],
      [["Amount", "Amount USD"], "Amount", "a guess", ["Amount USD"]],
      [["Net amount", "Spend"], "Net amount", "likely", ["Spend"]],
      [["Kosten A", "Kosten B"], "Kosten A", "a guess", ["Kosten B"]],
      [["Unit price", "Qty"], "Unit price", "a guess", ["Qty"]],
      [["Amount"], "Amount", "sure", []],
    ])("of %j, %s is taken, which is %s", (names, column, sure, others) => {
      expect(taken(...names)).toEqual([column, sure, others]);
    });
  });

  it("names the other columns of days, and asks where no name is better", () => {
    const rows = [
      ["1", "5.00", "2026-07-31", "2026-08-31"],
      ["2", "6.00", "2026-07-30", "2026-08-30"],
    ];
    const why = (...names: string[]) => {
      const { fields } = suggestMapping(["Order No", "Amount", ...names], rows, context);
      const { columns, sure, why: text } = fields.find(({ field }) => field === "date") ?? {};
      return `${columns?.join()} ${sure}: ${text}`;
    };
    expect(why("Delivery date", "Order date")).toBe(
      'Order date sure: 2 of 2 are days like YYYY-MM-DD; "Delivery date" has days too',
    );
    expect(why("Posting date", "Invoice date")).toBe(
      'Posting date a guess: 2 of 2 are days like YYYY-MM-DD; "Invoice date" has days too: check which it is',
    );
  });

  it.each<[string[], string, string]>([
    [["$1,234.50", "(5.00)"], "1,234.56", "USD"],
    [["1.234,50", "5,00-"], "1.234,56", "USD"],
    [["1 234,50", "5,00"], "1 234,56", "USD"],
    [["1'234.50", "5.00"], "1'234.56", "USD"],
    [["1,234", "5,678"], "1,234.56", "USD"],
    [["1.234", "5.678"], "1.234,56", "USD"],
  ])("amounts like %j of the format %s", (texts, format) => {
    const { mapping } = suggestMapping(
      ["Id", "Net value"],
      texts.map((text, at) => [String(at), text]),
      context,
    );
    expect(mapping.columns.exposure).toEqual({ column: "Net value", format, unit: "USD" });
  });

  it.each([
    ["Spend (thousand USD)", null, "thousand USD"],
    ["Amount in million", null, "million USD"],
    ["Energy MWh amount", null, "MWh"],
    ["Amount", "grid", "kWh"],
    ["Amount", "ai", "USD"],
  ])("amounts in the unit that %s says, sector %s: %s", (name, sector, unit) => {
    const { mapping } = suggestMapping(
      ["Id", name],
      [
        ["1", "5.00"],
        ["2", "6.00"],
      ],
      { ...context, sector },
    );
    expect(mapping.columns.exposure.unit).toBe(unit);
  });
});

describe("the key is", () => {
  const keyOf = (header: string[], ...rows: string[][]) => {
    const { mapping } = suggestMapping(header, rows, context);
    return [mapping.columns.positionId.columns.join(" + "), mapping.lines];
  };

  it.each([
    [
      "the order where it is the only one",
      [
        ["1", "x", "5"],
        ["2", "x", "5"],
      ],
      ["Order", "one-each"],
    ],
    [
      "more columns where orders have several lines of items",
      [
        ["1", "x", "5"],
        ["1", "y", "5"],
      ],
      ["Order + Item", "one-each"],
    ],
    [
      "one that adds up where there are credits",
      [
        ["1", "x", "5"],
        ["1", "x", "-1"],
        ["2", "x", "3"],
      ],
      ["Order", "add-up"],
    ],
  ])("%s", (_what, rows, key) => {
    expect(keyOf(["Order", "Item", "Amount"], ...rows)).toEqual(key);
  });

  it("the order and its line, unless credits would stand alone by that", () => {
    const header = ["PO Number", "PO Line", "Amount"];
    expect(keyOf(header, ["1", "10", "5"], ["1", "20", "6"])).toEqual(["PO Number + PO Line", "one-each"]);
    expect(keyOf(header, ["1", "10", "5"], ["2", "10", "6"], ["1", "99", "-2"])).toEqual([
      "PO Number",
      "add-up",
    ]);
  });

  it("what is bought of whom where nothing names a line", () => {
    expect(keyOf(["Vendor", "Country", "Amount"], ["A", "CN", "5"], ["A", "CN", "6"])).toEqual([
      "Vendor + Country",
      "add-up",
    ]);
  });
});

describe("credits", () => {
  it("are told by another column where no amount is negative", () => {
    const rows = [
      ["1", "Invoice", "5.00"],
      ["1", "Credit memo", "2.00"],
    ];
    const { mapping } = suggestMapping(["Order No", "Document type", "Amount"], rows, context);
    expect(mapping).toMatchObject({
      lines: "add-up",
      columns: { exposure: { negativeWhen: { column: "Document type", is: ["Credit memo"] } } },
    });
  });
});

describe("the header", () => {
  it("is the line with most names, below a title and above numbers", () => {
    const lines = [
      ["Report of July"],
      ["Date", "31.07.2026"],
      ERP_COLUMNS,
      ["4500", "10", "A", "b", "CN", "5", "6", "7", "8"],
    ];
    expect(likelyHeader(lines.map((cells, line) => ({ line, cells })))).toMatchObject({
      at: 2,
      names: ERP_COLUMNS,
    });
    expect(likelyHeader([{ line: 1, cells: ["one"] }])).toBeNull();
  });
});

describe("whatever the table", () => {
  it("the suggestion is a mapping of its columns, told in words", () => {
    const cell = fc.oneof(
      hostileText,
      fc.constantFrom("CN", "5.00", "(1.50)", "07/31/2026", "n/a", ""),
      fc.double().map((one) => ({ number: String(one) })),
    );
    const name = fc.oneof(
      hostileText.map((text) => text.slice(0, 40).trim()),
      fc.constantFrom(...ERP_COLUMNS),
    );
    const table = fc.tuple(
      fc.array(name, { minLength: 1, maxLength: 9 }),
      fc.array(fc.array(cell, { maxLength: 9 }), { maxLength: 6 }),
    );
    fc.assert(
      fc.property(table, ([header, rows]) => {
        const { mapping, fields, unused } = suggestMapping(header, rows, { ...context, sector: "ai" });
        for (const { why } of fields) expectSentence(why);
        for (const column of [...unused, ...fields.flatMap(({ columns }) => columns)])
          expect(header).toContain(column);
        if (mapping.columns.exposure.column === "" || mapping.columns.positionId.columns.includes("")) return;
        expect(mappingSchema.safeParse(mapping).error).toBeUndefined();
      }),
      cases(CASES / 5),
    );
  });
});
