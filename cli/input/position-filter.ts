import type { IndexedPosition } from "../../functions/ports/supply.ts";
import { isCalled, nearestCode, type Titles } from "../../shared/policy/named-group.ts";
import type { Position } from "../../shared/supply/position.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { quoted } from "../../shared/values/parse.ts";
import { countryAsked, keyAsked } from "./asked-keys.ts";
import type { AskedDays } from "./asked-range.ts";
import type { AskedSuppliers } from "./asked-supplier.ts";
import { UsageError } from "./usage-error.ts";

/** What positions may be asked for by; `unknown` of each is those of which it is not known. */
export interface PositionFilters {
  item?: string;
  origin?: string;
  program?: string;
  source?: string;
}

/** Which positions are asked for. */
export interface PositionFilter {
  /** As far as the index by day tells. */
  mayHave(position: IndexedPosition): boolean;
  has(position: Position): boolean;
  /** Called when there was none. @throws UsageError when no position has one of the values, with the nearest one. */
  foundNothing(): void;
}

/** A value that was asked for, and those that were seen instead. */
interface AskedText {
  flag: string;
  value: string | null;
  seen: Set<string>;
}

// Enough to find a slip of the keys by, and few enough to keep.
const MOST_SEEN = 10_000;

/** Makes the filter. `titlesOf` are those of the items of a sector. @throws UsageError for a value that can be none. */
export function positionFilter(
  asked: PositionFilters,
  suppliers: AskedSuppliers | null,
  { isOn }: AskedDays,
  titlesOf: (sector: SectorId) => Titles,
): PositionFilter {
  const text = (field: "item" | "program" | "source"): AskedText | null => {
    const flag = `--${field}`;
    const given = asked[field];
    return given === undefined ? null : { flag, value: keyAsked(flag, given, field), seen: new Set() };
  };
  const [item, program, source] = [text("item"), text("program"), text("source")];
  const origin = asked.origin === undefined ? undefined : countryAsked("--origin", asked.origin);
  const seenTitles = new Map<string, string>();
  const isOfItem = (position: Pick<Position, "sector" | "item">) => {
    if (isAsked(item, position.item)) return true;
    const titles = titlesOf(position.sector);
    const title = titles.get(position.item);
    if (title === undefined || item?.value == null) return false;
    seenTitles.set(position.item, title);
    return isCalled(item.value, position.item, titles);
  };
  const mayHave = (position: Omit<IndexedPosition, "importId">) =>
    [
      isOfItem(position),
      isAsked(program, position.program),
      origin === undefined || position.originCountry === origin,
      suppliers === null || suppliers.has(position.supplierId),
      isOn(position.date),
    ].every(Boolean);
  return {
    mayHave,
    has: (position) => mayHave(position) && isAsked(source, position.source),
    foundNothing() {
      suppliers?.foundNothing();
      if (item !== null) checkSeen(item, seenTitles);
      for (const one of [program, source]) if (one !== null) checkSeen(one, new Map());
    },
  };
}

/** Whether a value is the one that was asked for; what it is instead is remembered. */
function isAsked(asked: AskedText | null, value: string | null): boolean {
  if (asked === null) return true;
  if (value !== null && asked.seen.size < MOST_SEEN) asked.seen.add(value);
  return value === asked.value;
}

function checkSeen({ flag, value, seen }: AskedText, titles: Titles): void {
  if (value === null || seen.size === 0 || seen.size === MOST_SEEN) return;
  if ([...seen].some((one) => one === value || (titles.has(one) && isCalled(value, one, titles)))) return;
  const near = nearestCode(value, seen, titles);
  const hint = near === null ? "" : `; nearest: ${near}`;
  throw new UsageError(`${flag}: no position that was looked at has ${quoted(value)}${hint}`);
}
