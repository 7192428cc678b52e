import type { IndexedPosition } from "../../functions/ports/supply.ts";
import type { Position } from "../../shared/supply/position.ts";
import { nearest } from "../../shared/values/nearest.ts";
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

/** Makes the filter. @throws UsageError for a value that can be none. */
export function positionFilter(
  asked: PositionFilters,
  suppliers: AskedSuppliers | null,
  { isOn }: AskedDays,
): PositionFilter {
  const text = (field: "item" | "program" | "source"): AskedText | null => {
    const flag = `--${field}`;
    const given = asked[field];
    return given === undefined ? null : { flag, value: keyAsked(flag, given, field), seen: new Set() };
  };
  const [item, program, source] = [text("item"), text("program"), text("source")];
  const origin = asked.origin === undefined ? undefined : countryAsked("--origin", asked.origin);
  const mayHave = (position: Omit<IndexedPosition, "importId">) =>
    [
      isAsked(item, position.item),
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
      for (const one of [item, program, source]) if (one !== null) checkSeen(one);
    },
  };
}

/** Whether a value is the one that was asked for; what it is instead is remembered. */
function isAsked(asked: AskedText | null, value: string | null): boolean {
  if (asked === null) return true;
  if (value !== null && asked.seen.size < MOST_SEEN) asked.seen.add(value);
  return value === asked.value;
}

function checkSeen({ flag, value, seen }: AskedText): void {
  if (value === null || seen.has(value) || seen.size === 0 || seen.size === MOST_SEEN) return;
  const near = nearest(value, seen);
  const hint = near === null ? "" : `; nearest: ${near}`;
  throw new UsageError(`${flag}: no position that was looked at has ${quoted(value)}${hint}`);
}
