import { faultOf, type TextFault } from "../values/parse.ts";
import { type ReadAmount, readAmount } from "./amount-format.ts";
import { type Cell, textOf } from "./cell.ts";
import { columnName, folded, type Places } from "./columns.ts";
import { readDay } from "./date-format.ts";
import type { MappedField, Mapping } from "./mapping.ts";
import type { ValueSource } from "./mapping-fields.ts";

/** What is wrong with a field of a row, with the column of the table that it stands in. */
export interface FieldFault extends TextFault {
  field: MappedField;
}

/** A row of a table in the form of a file of positions: each field as it is written there, empty where it is unknown. */
export interface TranslatedRow {
  fields: Record<MappedField, string>;
  /** The amount of the row; `null` where it cannot be read. */
  amount: ReadAmount | null;
  faults: FieldFault[];
}

/** The amount of a total of others. It need not say its currency where all lines have one. */
export function totalAmountIn(
  { currency, ...exposure }: Mapping["columns"]["exposure"],
  cellOf: (column: string) => Cell,
): ReadAmount | null {
  const says = currency !== undefined && textOf(cellOf(currency.column)).trim() !== "";
  const amount = amountIn(says ? { ...exposure, currency } : exposure, cellOf);
  return "problem" in amount ? null : amount;
}

/** Reads rows of a table as a mapping says. `sectorGiven` is the sector of all rows, whatever the mapping says. */
export function translatorOf(
  mapping: Mapping,
  places: Places,
  sectorGiven: string | null,
): (cells: readonly Cell[]) => TranslatedRow {
  const { columns } = mapping;
  const unknown = new Set(mapping.unknown.map(folded));
  const tables = new Map(
    Object.entries(columns).flatMap(([field, how]) =>
      how !== undefined && "values" in how ? [[field, tableOf(how.values)] as const] : [],
    ),
  );
  const placeOf = rememberedPlaces(places);
  return (cells) => {
    const faults: FieldFault[] = [];
    const cellOf = (column: string) => cells[placeOf(column)] ?? "";
    const known = (cell: Cell) => (unknown.size > 0 && unknown.has(folded(textOf(cell))) ? "" : cell);
    const textFor = (field: MappedField, how: ValueSource | undefined) => {
      if (how === undefined) return "";
      const text = how.constant ?? textOf(cellOf(how.column ?? ""));
      const table = tables.get(field);
      const written = table === undefined ? undefined : table.get(folded(text));
      return written === undefined ? textOf(known(text)) : (written ?? "");
    };
    const refuse = (field: MappedField, fault: TextFault) => faults.push({ field, ...fault });
    const amount = amountIn(columns.exposure, cellOf);
    if ("problem" in amount) refuse("exposure", amount);
    const key = columns.positionId.columns.map((column) => textOf(known(cellOf(column))));
    if (key.every((part) => part === "")) refuse("positionId", { problem: EMPTY, kind: EMPTY });
    const day = dayIn(columns.date, (column) => known(cellOf(column)));
    if ("problem" in day) refuse("date", day);
    return {
      fields: {
        positionId: key.join(columns.positionId.join),
        sector: sectorGiven ?? textFor("sector", columns.sector),
        supplierId: textFor("supplierId", columns.supplierId),
        item: textFor("item", columns.item),
        originCountry: textFor("originCountry", columns.originCountry),
        exposure: "problem" in amount ? "" : amount.decimal,
        date: "problem" in day ? "" : day.day,
        program: textFor("program", columns.program),
        source: textFor("source", columns.source),
      },
      amount: "problem" in amount ? null : amount,
      faults,
    };
  };
}

/** The place of a column by its name as the mapping writes it. */
function rememberedPlaces(places: Places): (column: string) => number {
  const remembered = new Map<string, number>();
  return (column) => {
    const known = remembered.get(column);
    if (known !== undefined) return known;
    const place = places.get(columnName(column)) ?? -1;
    remembered.set(column, place);
    return place;
  };
}

const EMPTY = "is empty: without it, a position has no name";
function tableOf(values: Readonly<Record<string, string | null>> = {}): Map<string, string | null> {
  return new Map(Object.entries(values).map(([from, to]) => [folded(from), to]));
}

function amountIn(
  { column, format, unit, currency, negativeWhen }: Mapping["columns"]["exposure"],
  cellOf: (column: string) => Cell,
): ReadAmount | TextFault {
  const cell = cellOf(column);
  if (textOf(cell).trim() === "") return { problem: NO_AMOUNT, kind: NO_AMOUNT };
  const written = currency === undefined ? null : textOf(cellOf(currency.column));
  if (written !== null && !isAmong(currency?.is ?? [], written))
    return faultOf(
      written,
      `is the currency, and only rows in ${currency?.is.join(" or ")} are read: convert the amount`,
    );
  const amount = readAmount(cell, format, unit);
  if ("problem" in amount || negativeWhen === undefined) return amount;
  const isCredit = isAmong(negativeWhen.is, textOf(cellOf(negativeWhen.column)));
  return { ...amount, isNegative: amount.isNegative || isCredit };
}

/** The day of a row; empty where it is unknown. */
function dayIn(
  how: Mapping["columns"]["date"],
  knownCell: (column: string) => Cell,
): { day: string } | TextFault {
  const { column, format, constant = "" } = how ?? {};
  if (column === undefined || format === undefined) return { day: constant };
  const cell = knownCell(column);
  return textOf(cell).trim() === "" ? { day: "" } : readDay(cell, format);
}

const NO_AMOUNT = "is empty: write 0 where nothing was paid";

function isAmong(texts: readonly string[], text: string): boolean {
  return texts.some((one) => folded(one) === folded(text));
}
