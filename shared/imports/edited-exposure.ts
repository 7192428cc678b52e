import type { Fold } from "../supply/fold.ts";
import { holderIds } from "../supply/with-parents.ts";
import type { Basis } from "./basis.ts";
import type { ImportRecord } from "./record.ts";
import { type SupplyEdit, type SupplyNow, supplyEdits } from "./supply-edits.ts";

/**
 * The exposure, in minor units, of suppliers whose known facts unconfirmed imports changed, or the facts of
 * someone above them; and these imports.
 */
export function editedExposure({
  baseline,
  fold,
  supply,
  records,
  confirmed,
}: {
  baseline: Basis;
  fold: Fold;
  supply: SupplyNow;
  records: ImportRecord[];
  confirmed: ReadonlySet<string>;
}): { exposure: number; imports: Set<string> } {
  const imports = new Set<string>();
  const edited = new Set<string>();
  for (const { supplierId, contradicts: isOther, importId, what } of supplyEdits(baseline, supply)) {
    if (!isOther) continue;
    const found = importId === null || what.after === null ? removersOf(what.kind, records) : [importId];
    // Holdings also begin and end by the calendar: only an import since then can have changed them.
    const by = what.kind === "holding" ? found.filter((id) => records.some((one) => one.id === id)) : found;
    const unconfirmed = by.filter((id) => !confirmed.has(id));
    if (unconfirmed.length === 0) continue;
    edited.add(supplierId);
    for (const id of unconfirmed) imports.add(id);
  }
  const reached = edited.size === 0 ? new Set<string>() : thoseBefore(edited, baseline, supply);
  let exposure = 0;
  for (const cell of fold.cells.values()) {
    if (cell.supplierId !== null && reached.has(cell.supplierId)) exposure += cell.exposure;
  }
  return { exposure, imports };
}

/** The imports that may have removed a row. */
function removersOf(kind: SupplyEdit["what"]["kind"], records: ImportRecord[]): string[] {
  const file = `${kind}s`;
  return records.filter((one) => one.kind === file && one.rows.removed > 0).map(({ id }) => id);
}

/** These suppliers, and everybody who depends on them through a link or an owner, then or now. */
function thoseBefore(
  edited: ReadonlySet<string>,
  basis: Pick<Basis, "suppliers" | "links">,
  { suppliers, links }: Pick<SupplyNow, "suppliers" | "links">,
): Set<string> {
  const dependents = new Map<string, string[]>();
  const note = (on: string, who: string) => {
    const known = dependents.get(on);
    if (known === undefined) dependents.set(on, [who]);
    else known.push(who);
  };
  for (const supplier of [...(basis.suppliers ?? []), ...suppliers.values()]) {
    for (const holderId of holderIds(supplier)) note(holderId, supplier.supplierId);
  }
  for (const { supplierId, upstreamId } of [...(basis.links ?? []), ...[...links.values()].flat()]) {
    note(upstreamId, supplierId);
  }
  const reached = new Set(edited);
  for (const id of reached) for (const dependent of dependents.get(id) ?? []) reached.add(dependent);
  return reached;
}
