import { holdsAny, holdsPositions } from "../../functions/reading/holds-positions.ts";
import type { Cloud } from "./cloud.ts";

type Tables = Pick<Cloud, "positions" | "suppliers" | "links" | "holdings">;

/** Whether any imported row is stored: a supplier, a link, a holding, or a position of one of the sectors. */
export async function holdsRows(
  { positions, suppliers, links, holdings }: Tables,
  sectors: Iterable<string>,
): Promise<boolean> {
  if ((await holdsAny(suppliers.pages())) || (await holdsAny(links.pages()))) return true;
  if (holdings !== undefined && (await holdsAny(holdings.pages()))) return true;
  for (const sector of sectors) if (await holdsPositions(positions, sector)) return true;
  return false;
}
