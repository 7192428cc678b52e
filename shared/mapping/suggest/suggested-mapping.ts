import type { Unit } from "../../values/exposure.ts";
import { type TableUnit, tableUnits } from "../amount-format.ts";
import { folded } from "../columns.ts";
import type { Mapping } from "../mapping.ts";
import { itemOf } from "../slug.ts";
import type { Chosen, ChosenColumn } from "./choose.ts";
import type { ColumnProfile } from "./column-profile.ts";
import type { KeyChoice } from "./key.ts";

/** What is known beside the table. */
export interface SuggestionContext {
  isCountry(text: string): boolean;
  /** The sectors that are watched, and the unit of each. */
  units: ReadonlyMap<string, Unit>;
  /** The sector of all rows, where the user names one. */
  sector: string | null;
  /** What the rows are said to come from. */
  source: string;
}

/** What a mapping is made of. */
interface Parts {
  header: readonly string[];
  chosen: Chosen;
  key: KeyChoice;
  credits: string[];
  context: SuggestionContext;
}

/** The mapping of the columns that were chosen. */
export function mappingOf({ header, chosen, key, credits, context }: Parts): Mapping {
  const { sector, supplierId, item, originCountry, exposure, date, program, source, currency, kind } = chosen;
  const name = (one: ChosenColumn) => ({ column: one.profile.name });
  const sectorOf = context.sector === null ? null : { constant: context.sector };
  const only = context.units.size === 1 ? [...context.units.keys()][0] : undefined;
  const ofSector = sectorOf ?? (sector ? name(sector) : only === undefined ? null : { constant: only });
  return {
    schemaVersion: 1,
    table: {},
    unknown: unknownIn(chosen),
    lines: key.lines,
    day: "earliest",
    columns: {
      positionId: { columns: key.columns.map((at) => header[at] ?? ""), join: "-" },
      ...(ofSector === null ? {} : { sector: ofSector }),
      ...(supplierId ? { supplierId: { ...name(supplierId), as: hasIds(supplierId) ? "id" : "name" } } : {}),
      item: item ? { ...name(item), ...itemValues(item.profile) } : { constant: "batteries" },
      ...(originCountry ? { originCountry: name(originCountry) } : {}),
      exposure: {
        column: exposure?.profile.name ?? "",
        format: exposure?.profile.amounts.format ?? "1,234.56",
        unit: unitOf(exposure, context, ofSector),
        ...(currency ? { currency: { ...name(currency), is: dollarsIn(currency.profile) } } : {}),
        ...(kind && credits.length > 0 ? { negativeWhen: { ...name(kind), is: credits } } : {}),
      },
      ...(date ? { date: { ...name(date), format: date.profile.days.format } } : {}),
      ...(program ? { program: name(program) } : {}),
      source: source ? name(source) : { constant: context.source },
    },
  };
}

/** Words for unknown where they mean that, each once whatever its capitals. */
function unknownIn({ supplierId, originCountry, date, program, item }: Chosen): string[] {
  const words = [supplierId, originCountry, date, program, item].flatMap((one) => one?.profile.unknown ?? []);
  return [...new Map(words.map((word) => [folded(word), word])).values()];
}

/** Whether suppliers are written as ids: none of them has a blank or a capital. */
function hasIds({ profile }: ChosenColumn): boolean {
  return [...profile.values.keys()].every((text) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text));
}

function itemValues({ values, hasMoreValues }: ColumnProfile): { values?: Record<string, string> } {
  const others = [...values.keys()].filter((text) => itemOf(text) !== text && itemOf(text) !== "");
  if (others.length === 0 || hasMoreValues) return {};
  return { values: Object.fromEntries(others.map((text) => [text, itemOf(text)])) };
}

const DOLLARS = /^(usd|us\$|\$|us dollars?|dollars?)$/i;

function dollarsIn({ values }: ColumnProfile): string[] {
  const found = [...values.keys()].filter((text) => DOLLARS.test(text));
  return found.length === 0 ? ["USD"] : found;
}

function unitOf(
  exposure: ChosenColumn | undefined,
  { units }: SuggestionContext,
  sector: { constant: string } | { column: string } | null,
): TableUnit {
  const name = exposure?.profile.name ?? "";
  const written = (Object.keys(tableUnits) as TableUnit[]).find(
    (unit) => new RegExp(`(^|[^a-z])${unit}([^a-z]|$)`, "i").test(name) && unit !== "USD",
  );
  if (written !== undefined) return written;
  if (/\b(thousands?|000s?|k ?usd|tusd)\b|\(000\)/i.test(name)) return "thousand USD";
  if (/\b(millions?|musd|m ?usd)\b/i.test(name)) return "million USD";
  return units.get(sector !== null && "constant" in sector ? sector.constant : "") ?? "USD";
}
