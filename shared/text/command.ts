import type { SectorId } from "../values/identifier.ts";
import { shellWord } from "./shell-word.ts";
// Commands that messages propose and readers can copy.

/**
 * Where the commands of a message work: on a deployed stack, or in a data folder of the embedded cloud. `null` is the folder
 * that commands take by themselves.
 */
export type CommandPlace = { stack: string } | { dir: string } | null;

/** ` --stack Chokepoint` or ` --dir mine`, as the end of a command; nothing where commands work by themselves. */
export function placeFlag(place: CommandPlace): string {
  if (place === null) return "";
  return "stack" in place ? ` --stack ${place.stack}` : ` --dir ${shellWord(place.dir)}`;
}

/** The command that confirms an import of a sector. The reader fills in the reason. */
export function confirmCommand(importId: string, sector: SectorId, place: CommandPlace): string {
  return `npx chokepoint import confirm ${importId} --sector ${sector} --reason "…"${placeFlag(place)}`;
}
