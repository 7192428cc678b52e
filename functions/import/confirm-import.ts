import type { ConfirmPayload } from "../../shared/contract/import-payload.ts";
import type { Confirmation } from "../../shared/imports/record.ts";
import { type CommandPlace, callOf, placeFlag } from "../../shared/text/command.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { ConfirmationRows, ImportRecords } from "../ports/imports.ts";
import type { RecomputeStarter } from "../ports/objects.ts";
import { during } from "../runtime/during.ts";
import { PayloadError } from "../runtime/payload.ts";

/** What confirming an import needs from the world. */
export interface ConfirmPorts {
  imports: ImportRecords;
  confirmations: ConfirmationRows;
  recompute: RecomputeStarter;
  /** Where the commands of its messages work. */
  place: CommandPlace;
  now: () => Date;
}

/** The stored confirmation. `isNew` is false when the import was confirmed before: the first confirmation stays. */
export interface ConfirmResult {
  sector: SectorId;
  confirmed: Confirmation;
  isNew: boolean;
}

/**
 * Stores that an import is as it should be, and starts the recompute of its sector.
 * @throws PayloadError when the sector knows no such import.
 */
export async function confirmImport(
  { confirm: importId, sector, by, reason }: ConfirmPayload,
  { imports, confirmations, recompute, place, now }: ConfirmPorts,
): Promise<ConfirmResult> {
  const keys = [sector, null].map((one) => ({ sector: one, id: importId }));
  const known = await during("reading the import", () => imports.find(keys));
  if (known.every((record) => record === null)) {
    const list = `${callOf(place)} list imports --sector ${sector}${placeFlag(place)}`;
    const message = `${sector} has no import ${importId}: ${list} names them`;
    throw new PayloadError({ path: ["confirm"], message });
  }
  const [before] = await during("reading what was confirmed", () =>
    confirmations.find([{ sector, importId }]),
  );
  const confirmed: Confirmation = before ?? {
    schemaVersion: 1,
    sector,
    importId,
    by,
    reason,
    confirmedAt: now().toISOString(),
  };
  if (before == null) await during("writing that it is confirmed", () => confirmations.put([confirmed]));
  // Also of one that was confirmed before: a first attempt may have stopped here.
  await during(`starting the recompute of ${sector}`, () => recompute.start(sector));
  return { sector, confirmed, isNew: before == null };
}
