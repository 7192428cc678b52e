import type { SectorId } from "../../../shared/values/identifier.ts";
import type { PositionRows } from "../../ports/rows.ts";
import type { SupplierStore } from "../../ports/supply.ts";
import { lookAlikes } from "./look-alike-ids.ts";
import type { PositionIds } from "./position-facts.ts";

/** Warns of suppliers of a file whose ids look like each other, or like one that is stored. */
export async function lookAlikeSuppliers(ids: string[], suppliers: SupplierStore): Promise<string[]> {
  const stored: string[] = [];
  for await (const { rows } of suppliers.pages()) for (const { supplierId } of rows) stored.push(supplierId);
  return lookAlikes("supplierId", [...new Set(ids)], stored);
}

/**
 * Warns of positions and programs of a file whose ids look like each other, and of positions that are stored as well
 * with decomposed letters, as imports did before: they count twice.
 */
export async function lookAlikePositions(
  ids: ReadonlyMap<SectorId, PositionIds>,
  positions: PositionRows,
): Promise<string[]> {
  const warnings: string[] = [];
  for (const [sector, { positionIds, programs }] of ids) {
    const stored: string[] = [];
    for (const block of positionIds.blocks())
      stored.push(...(await storedDecomposed(sector, block, positions)));
    warnings.push(
      ...lookAlikes(`positionId of ${sector}`, { [Symbol.iterator]: positionIds.values }, stored),
    );
    warnings.push(...lookAlikes(`program of ${sector}`, programs, []));
  }
  return warnings;
}

/** Of ids with accents, those that are stored with decomposed letters. */
async function storedDecomposed(sector: SectorId, ids: string[], positions: PositionRows): Promise<string[]> {
  const others = ids.map((id) => id.normalize("NFD")).filter((id, at) => id !== ids[at]);
  if (others.length === 0) return [];
  const stored = await positions.find(others.map((positionId) => ({ sector, positionId })));
  return stored.flatMap((row) => row?.positionId ?? []);
}
