import { monthNamed } from "../../../shared/mapping/date-format.ts";
import { someOf } from "../../../shared/values/count.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { BY_MAPPING } from "./likely-import.ts";
import { UnusableFile } from "./row.ts";

/** A column of values: of a period, of a month whose year stands in each row, or of months and years that stand there. */
export interface ValueColumn {
  at: number;
  name: string;
  /** `2024` or `2026-07`; `null` where only the month is named. */
  period: string | null;
  /** `07`; `null` where the period is named, or the month stands in each row. */
  month: string | null;
}

/** Where the columns of an export stand; `null` for one that is not there. */
export interface ExportHeader {
  hts: number;
  country: number;
  dataType: number | null;
  year: number | null;
  /** Where the number of the month stands in each row. */
  month: number | null;
  values: ValueColumn[];
}

const VALUE = /^(general (import )?)?customs value$/i;
const HTS = /^(hts|hs)( ?(number|code|item|no\.?))?$/i;

/**
 * The columns of an export of DataWeb; `null` for a line above them.
 * @throws UnusableFile when it names countries and lacks something else.
 */
export function exportHeader(names: readonly string[], line: number): ExportHeader | null {
  const country = names.findIndex((name) => /^country$/i.test(name));
  if (country === -1) return null;
  const hts = names.findIndex((name) => HTS.test(name));
  const year = placeOf(names, /^year$/i);
  const month = placeOf(names, /^month$/i);
  const isByRow = year !== null && month !== null;
  const values = names.flatMap((name, at) =>
    isByRow && VALUE.test(name)
      ? { at, name, period: null, month: null }
      : (valueColumn(name, at, year !== null) ?? []),
  );
  const unclear = names.filter((name) => /\b(ytd|year to date)\b/i.test(name));
  // A table of something else may have a column of countries too.
  if (hts === -1 && values.length === 0 && unclear.length === 0) return null;
  const fault = faultOfHeader(hts, values, unclear);
  if (fault !== null) throw new UnusableFile(`line ${line}: ${fault}`);
  return { hts, country, dataType: placeOf(names, /^data type$/i), year, month, values };
}

function faultOfHeader(hts: number, values: ValueColumn[], unclear: string[]): string | null {
  if (hts === -1) return 'has no column "HTS Number": add the commodity to the rows of the query';
  if (unclear.length > 0)
    return `the column ${quoted(unclear[0] ?? "")} does not say its last month: ask for months or whole years`;
  return values.length === 0 ? "has no column of a year or a month" : null;
}

function placeOf(names: readonly string[], pattern: RegExp): number | null {
  const at = names.findIndex((name) => pattern.test(name));
  return at === -1 ? null : at;
}

/** Reads `2024`, `2026-07`, `July 2026`, and `July` where the year stands in a column of its own. */
function valueColumn(name: string, at: number, hasYear: boolean): ValueColumn | null {
  if (/^\d{4}(-\d{2})?$/.test(name)) return { at, name, period: name, month: null };
  const [, word = "", year] = /^([a-z]{3,9})\.?(?: (\d{4}))?$/i.exec(name) ?? [];
  const number = monthNamed(word.toLowerCase());
  if (number === 0) return null;
  const month = String(number).padStart(2, "0");
  if (year !== undefined) return { at, name, period: `${year}-${month}`, month: null };
  return hasYear ? { at, name, period: null, month } : null;
}

/**
 * Looks at a line above the columns for what makes the values others than customs values of general imports in dollars.
 * @throws UnusableFile where it does.
 */
export function checkAbove(texts: readonly string[], line: number): void {
  // A comma of a number is one between fields as well.
  const text = texts.join(" ");
  if (/\b(imports? for consumption|exports?)\b/i.test(text))
    throw new UnusableFile(`line ${line}: is not of general imports: ask DataWeb for "General Imports"`);
  if (/\b(thousands?|millions?|billions?|1[, ]000([, ]000)? dollars)\b/i.test(text))
    throw new UnusableFile(`line ${line}: is not in single dollars: ask DataWeb for actual values`);
}

/** Why no line of a file was the header of an export. */
export function noHeader(above: readonly string[]): UnusableFile {
  const seen =
    above.length === 0
      ? ""
      : `; its first line is ${someOf(
          [...above].map((one) => quoted(one, 40)),
          3,
        )}`;
  return new UnusableFile(
    `is neither a table with hts,period,country,general_customs_value_usd nor an export of DataWeb, which has the columns "HTS Number" and "Country"${seen}; ${BY_MAPPING}`,
  );
}
