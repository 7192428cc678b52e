import type { SupplierName } from "../../shared/resemblance/supplier-pairs.ts";
import type { NameReader } from "../input/name-reader.ts";
import type { NamedParty } from "./named-parties.ts";

/**
 * The names of a table with their rows, each with the supplier that it means, and those of the stored suppliers. Without a table, ids
 * that no supplier row has stand for names; with one, they are most likely those of its own names.
 */
export function allNames(
  parties: readonly NamedParty[],
  table: ReadonlyMap<string, number> | null,
  idOf: NameReader,
): SupplierName[] {
  const byId = new Map(parties.map((party) => [party.supplierId, party]));
  const inTable = [...(table ?? [])].flatMap(([name, rows]) => {
    const supplierId = idOf(name);
    if (supplierId === null) return [];
    const { hasRow = false, country = null } = byId.get(supplierId) ?? {};
    return [{ name, supplierId, rows, hasRow, country }];
  });
  const known = new Set(inTable.map(({ name, supplierId }) => JSON.stringify([supplierId, name])));
  const others = parties.filter(
    ({ supplierId, name, hasRow }) =>
      (hasRow || table === null) && !known.has(JSON.stringify([supplierId, name])),
  );
  return [
    ...inTable,
    ...others.map(({ supplierId, name, hasRow, country }) => ({
      ...{ name, supplierId, rows: null, hasRow, country },
    })),
  ];
}
