import { ALL_DAYS, type Page } from "../../functions/ports/supply.ts";
import type { Cloud } from "./cloud.ts";

type Tables = Pick<Cloud, "positions" | "suppliers" | "links" | "holdings">;

/** Whether any imported row is stored: a supplier, a link, a holding, or a position of one of the sectors. */
export async function holdsRows(
  { positions, suppliers, links, holdings }: Tables,
  sectors: Iterable<string>,
): Promise<boolean> {
  if ((await isAny(suppliers.pages())) || (await isAny(links.pages()))) return true;
  if (holdings !== undefined && (await isAny(holdings.pages()))) return true;
  for (const sector of sectors) {
    const shards = await Promise.all(positions.shards(sector, ALL_DAYS).map((pages) => isAny(pages)));
    if (shards.includes(true)) return true;
  }
  return false;
}

async function isAny(pages: AsyncIterable<Page<unknown>>): Promise<boolean> {
  for await (const { rows, unreadable } of pages) if (rows.length > 0 || unreadable.count > 0) return true;
  return false;
}
