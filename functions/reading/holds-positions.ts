import type { SectorId } from "../../shared/values/identifier.ts";
import { ALL_DAYS, type Page, type PositionStore } from "../ports/supply.ts";

/** Whether any position of a sector is stored, of whatever day. It reads no more than the first page of each shard. */
export async function holdsPositions(
  positions: Pick<PositionStore, "shards">,
  sector: SectorId,
): Promise<boolean> {
  const shards = await Promise.all(positions.shards(sector, ALL_DAYS).map((pages) => holdsAny(pages)));
  return shards.includes(true);
}

/** Whether anything is stored, readable or not. */
export async function holdsAny(pages: AsyncIterable<Page<unknown>>): Promise<boolean> {
  for await (const { rows, unreadable } of pages) if (rows.length > 0 || unreadable.count > 0) return true;
  return false;
}
