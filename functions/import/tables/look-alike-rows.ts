import type { Position } from "../../../shared/supply/position.ts";
import type { PositionRows } from "../../ports/rows.ts";
import type { SupplierStore } from "../../ports/supply.ts";
import { lookAlikes } from "./look-alike-ids.ts";

/** Warns of suppliers of a file whose ids look like each other, or like one that is stored. */
export async function lookAlikeSuppliers(ids: string[], suppliers: SupplierStore): Promise<string[]> {
  const stored: string[] = [];
  for await (const { rows } of suppliers.pages()) for (const { supplierId } of rows) stored.push(supplierId);
  return lookAlikes("supplierId", ids, stored);
}

/**
 * Warns of positions and programs of a file whose ids look like each other, and of positions that are stored as well
 * with decomposed letters, as imports did before: they count twice.
 */
export async function lookAlikePositions(
  rows: Iterable<Position>,
  positions: PositionRows,
): Promise<string[]> {
  const warnings: string[] = [];
  for (const [sector, own] of Map.groupBy(rows, (row) => row.sector)) {
    const ids = own.map(({ positionId }) => positionId);
    const others = ids.map((id) => id.normalize("NFD")).filter((id, at) => id !== ids[at]);
    const stored = await positions.find(others.map((positionId) => ({ sector, positionId })));
    const found = stored.flatMap((row) => row?.positionId ?? []);
    warnings.push(...lookAlikes(`positionId of ${sector}`, ids, found));
    warnings.push(
      ...lookAlikes(
        `program of ${sector}`,
        own.flatMap(({ program }) => program ?? []),
        [],
      ),
    );
  }
  return warnings;
}
