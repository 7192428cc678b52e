import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { type Mapping, mappingSchema } from "../../../shared/mapping/mapping.ts";
import { parseMapping } from "../../../shared/mapping/parse-mapping.ts";
import { itemOf, supplierIdOf } from "../../../shared/mapping/slug.ts";
import { cases } from "../../support/cases.ts";
import { erpMapping } from "../../support/erp.ts";
import { CASES, expectSentence, hostileText, mutated } from "../../support/hostile.ts";

const changed = (change: (mapping: Mapping & Record<string, unknown>) => void) => {
  const mapping = structuredClone(erpMapping) as Mapping & Record<string, unknown>;
  change(mapping);
  return JSON.stringify(mapping);
};

describe("a mapping", () => {
  it("is read, with what it leaves out", () => {
    const read = parseMapping(`\uFEFF${JSON.stringify({ ...erpMapping, lines: undefined })}`);
    expect(read).toMatchObject({ mapping: { lines: "one-each", day: "earliest", table: {} } });
  });

  it("may name the one column of a key, or of totals, as it names any other", () => {
    const text = JSON.stringify({
      ...erpMapping,
      totals: { column: "PO Number", is: ["Total"] },
      columns: { ...erpMapping.columns, positionId: { column: "PO Number" } },
    });
    expect(parseMapping(text)).toMatchObject({
      mapping: {
        totals: { columns: ["PO Number"], is: ["Total"] },
        columns: { positionId: { columns: ["PO Number"], join: "-" } },
      },
    });
  });

  it.each([
    ["", "is empty"],
    ["[]", "must be an object, not a list"],
    [changed((one) => Object.assign(one, { schemaVersion: 2 })), 'field "schemaVersion": must be 1'],
    [
      changed((one) => Object.assign(one, { colums: 1 })),
      'field "colums" is not known: did you mean columns?',
    ],
    [
      changed((one) => Object.assign(one.columns, { suplierId: { column: "Vendor Name" } })),
      'field "columns.suplierId" is not known: did you mean supplierId?',
    ],
    [
      changed((one) => Object.assign(one.columns.item, { value: {} })),
      'field "columns.item.value" is not known: did you mean values?',
    ],
    [
      changed((one) => Object.assign(one.columns.exposure, { decimals: 2 })),
      'field "columns.exposure.decimals" is not known: known here are column, format, unit, currency, negativeWhen',
    ],
    [changed((one) => Reflect.deleteProperty(one.columns, "item")), 'field "columns.item": is missing'],
    [
      changed((one) => Object.assign(one.columns.item, { constant: "bess" })),
      'field "columns.item": must have "column" or "constant", and not both',
    ],
    [
      changed((one) => Object.assign(one.columns.exposure, { format: "1234" })),
      'field "columns.exposure.format": must be one of 1,234.56, 1.234,56, 1 234,56, 1\'234.56',
    ],
    [
      changed((one) => Object.assign(one.columns.date ?? {}, { format: "MM/DD" })),
      'field "columns.date.format": must have a year, a month and a day, like MM/DD/YYYY, DD.MM.YYYY or D-MMM-YY, or be excel-days',
    ],
    [
      changed((one) => Object.assign(one.columns.date ?? {}, { constant: "2026-07-31" })),
      'field "columns.date": must have "column" and "format", or "constant" alone',
    ],
    [
      changed((one) => one.columns.positionId.columns.splice(0)),
      'field "columns.positionId.columns": must name a column',
    ],
    [
      changed((one) => Object.assign(one.columns.positionId, { column: "PO Number" })),
      'field "columns.positionId": must have "columns", a list of columns, or "column", and not both',
    ],
    [
      changed((one) => Object.assign(one, { totals: { is: ["Total"] } })),
      'field "totals": must have "columns", a list of columns, or "column", and not both',
    ],
  ])("%#: what is wrong is told in one sentence", (text, problem) => {
    expect(parseMapping(text)).toEqual({ problem });
  });

  it("is read or refused in one sentence, whatever is done to it", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          mutated(fc.constant(erpMapping)).map((one) => JSON.stringify(one) ?? ""),
          hostileText,
        ),
        (text) => {
          const read = parseMapping(text);
          if ("problem" in read) expectSentence(read.problem);
        },
      ),
      cases(CASES),
    );
  });
});

describe("the JSON schema of mappings", () => {
  it("is the one that editors are pointed at", async () => {
    const text = `${JSON.stringify(z.toJSONSchema(mappingSchema, { io: "input" }), null, 2)}\n`;
    await expect(text).toMatchFileSnapshot("../../../policies/mapping.schema.json");
  });
});

describe("the rule for names", () => {
  it.each([
    ["CATL (Ningde)", "catl-ningde"],
    ["  Müller & Söhne, GmbH. ", "müller-söhne-gmbh"],
    ["宁德时代", "宁德时代"],
    ["A/B", "a-b"],
    ["---", ""],
  ])("%s becomes %s", (name, id) => {
    expect(supplierIdOf(name)).toBe(id);
  });

  it.each([
    ["Battery Energy Storage", "battery-energy-storage"],
    ["Énergie (UPS)", "energie-ups"],
    ["電池", ""],
  ])("%s becomes the item %s", (name, item) => {
    expect(itemOf(name)).toBe(item);
  });
});
