import { hash } from "node:crypto";
import { POSITION_SHARDS } from "../../../shared/contract/tables.ts";
import { isIllustrative, type Position, positionSchema } from "../../../shared/supply/position.ts";
import { MOST_EXPOSURE } from "../../../shared/values/exposure.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import type { PositionKey } from "../../ports/rows.ts";
import { explainRow, type Item, itemOf, number, readNumber, readText, text } from "./attributes.ts";
import type { Decoder } from "./pages.ts";

/** The partition keys of a sector. */
export function shardKeys(sector: SectorId, shards = POSITION_SHARDS): string[] {
  return Array.from({ length: shards }, (_, shard) => shardKey(sector, shard));
}

function shardKey(sector: SectorId, shard: number): string {
  return `${sector}#${String(shard).padStart(2, "0")}`;
}

/**
 * The item of a position. Two attributes say of its source just what a fold needs, because the index by day holds no source:
 * whether the position is illustrative, and whose figure for a period it is.
 */
export function positionItem(position: Position): Item {
  const { sector, supplierId, item, originCountry, exposure } = position;
  const { date, periodStart, program, source } = position;
  return itemOf({
    ...positionKey(position),
    sector: text(sector),
    supplierId: text(supplierId),
    item: text(item),
    originCountry: text(originCountry),
    exposure: number(exposure),
    date: text(date),
    periodStart: text(periodStart),
    program: text(program),
    source: text(source),
    day: text(dayKey(position)),
    illustrative: isIllustrative(position) ? { BOOL: true } : null,
    periodSource: text(periodStart === null ? null : source),
  });
}

/**
 * Where a position stands in the index by day: its day, or a word that sorts after every day, and a part of a digest of its id.
 * No two positions of a shard should stand in the same place: the embedded DynamoDB would keep only one of them.
 */
export function dayKey({ positionId, date }: Pick<Position, "positionId" | "date">): string {
  const digest = hash("sha256", positionId, "base64url");
  return `${date ?? UNDATED}${AFTER_DAY}${digest.slice(0, 10)}`;
}

/** The day of a place in the index; `null` for a position without one. Whether it is a day is not checked. */
export function dayOfKey(key: string): string | null {
  const day = key.slice(0, key.lastIndexOf(AFTER_DAY));
  return day === UNDATED ? null : day;
}

const AFTER_DAY = "#";
const UNDATED = "undated";

/**
 * Where a position is stored in a series of shards; `series` counts from 0. Its shard depends only on its id, so that a second
 * import finds it.
 */
export function positionKey({ sector, positionId }: PositionKey, series = 0): Item {
  const digest = Number.parseInt(hash("sha1", positionId, "hex").slice(0, 8), 16);
  const shard = series * POSITION_SHARDS + (digest % POSITION_SHARDS);
  return { sectorShard: { S: shardKey(sector, shard) }, positionId: { S: positionId } };
}

/** The item of a position in a series of shards. */
export function positionItemIn(series: number, position: Position): Item {
  if (series === 0) return positionItem(position);
  return { ...positionItem(position), ...positionKey(position, series) };
}

/** The whole position of an item, or `null` when it is not one. */
export function toPosition(item: Item): Position | null {
  const position = positionSchema.safeParse(positionFields(item));
  return position.success ? position.data : null;
}

function positionFields(item: Item): Record<string, unknown> {
  const fields = ["positionId", "sector", "supplierId", "item", "originCountry"] as const;
  const dated = ["date", "periodStart", "program", "source"] as const;
  const texts = Object.fromEntries([...fields, ...dated].map((name) => [name, readText(item, name)]));
  return { ...texts, exposure: readNumber(item, "exposure") };
}

/** How whole positions are read. */
export const POSITIONS: Decoder<Position> = {
  table: "positions",
  decode: toPosition,
  explain: (item) => {
    const isTooLarge = (readNumber(item, "exposure") ?? 0) > MOST_EXPOSURE;
    return isTooLarge
      ? 'field "exposure": is more than one row may hold'
      : explainRow(positionSchema, item, positionFields(item));
  },
};
