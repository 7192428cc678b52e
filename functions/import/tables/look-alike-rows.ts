import { someOf } from "../../../shared/values/count.ts";
import type { SectorId } from "../../../shared/values/identifier.ts";
import { quoted } from "../../../shared/values/parse.ts";
import type { PositionRows } from "../../ports/rows.ts";
import type { SupplierStore } from "../../ports/supply.ts";
import { lookAlikes } from "./look-alike-ids.ts";
import type { PositionIds } from "./position-facts.ts";

/**
 * Warns of suppliers of a file whose ids look like each other or like one that is stored; and of those without a row whose id is
 * the name of a stored one.
 */
export async function lookAlikeSuppliers(ids: string[], suppliers: SupplierStore): Promise<string[]> {
  const byName = new Map(ids.map((id) => [plain(id), id]));
  const stored: string[] = [];
  const named: Named[] = [];
  for await (const { rows } of suppliers.pages()) {
    for (const { supplierId, name } of rows) {
      stored.push(supplierId);
      const id = byName.get(plain(name));
      if (id !== undefined) named.push({ id, supplierId });
    }
  }
  return [...lookAlikes("supplierId", [...new Set(ids)], stored), ...namesOfStored(named, new Set(stored))];
}

/** An id of the file, and the stored supplier whose name it is. */
interface Named {
  id: string;
  supplierId: string;
}

function namesOfStored(found: Named[], stored: ReadonlySet<string>): string[] {
  const named = found
    .filter(({ id }) => !stored.has(id))
    .map(({ id, supplierId }) => `${quoted(id)} is the name of ${quoted(supplierId)}`);
  if (named.length === 0) return [];
  const told = someOf(named.slice(0, MOST_TOLD), MOST_TOLD, named.length);
  return [`${told}: write the id instead of the name, or they count as two suppliers`];
}

const MOST_TOLD = 10;

function plain(name: string): string {
  return name.normalize("NFKC").trim().toLowerCase();
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
