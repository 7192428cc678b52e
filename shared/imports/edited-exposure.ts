import type { Fold } from "../supply/fold.ts";
import type { Basis } from "./basis.ts";
import type { ImportRecord } from "./record.ts";
import { type SupplyNow, supplyEdits } from "./supply-edits.ts";

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
    const by = importId === null || what.after === null ? removersOf(what.kind, records) : [importId];
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
function removersOf(kind: "supplier" | "link", records: ImportRecord[]): string[] {
  const file = kind === "supplier" ? "suppliers" : "links";
  return records.filter((one) => one.kind === file && one.rows.removed > 0).map(({ id }) => id);
}

/** These suppliers, and everybody who depends on them through a link or an owner, then or now. */
function thoseBefore(
  edited: ReadonlySet<string>,
  basis: Pick<Basis, "suppliers" | "links">,
  { suppliers, links }: Pick<SupplyNow, "suppliers" | "links">,
): Set<string> {
  const dependents = new Map<string, string[]>();
  const note = (on: string | null, who: string) => {
    if (on === null) return;
    const known = dependents.get(on);
    if (known === undefined) dependents.set(on, [who]);
    else known.push(who);
  };
  for (const { parentId, supplierId } of [...(basis.suppliers ?? []), ...suppliers.values()]) {
    note(parentId, supplierId);
  }
  for (const { supplierId, upstreamId } of [...(basis.links ?? []), ...[...links.values()].flat()]) {
    note(upstreamId, supplierId);
  }
  const reached = new Set(edited);
  for (const id of reached) for (const dependent of dependents.get(id) ?? []) reached.add(dependent);
  return reached;
}
