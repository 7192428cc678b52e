import type { SectorId } from "../values/identifier.ts";
import { shellWord } from "./shell-word.ts";
// Commands that messages propose and readers can copy.

/**
 * Where the commands of a message work: on a deployed stack, or in a data folder of the embedded cloud; by the policies of
 * which folder; and how Chokepoint is called there, where that is not the usual call. What commands take by themselves is not
 * named: `null` names nothing. `pages` is the bucket that a stack writes its report pages into, where it is known.
 */
export type CommandPlace = (({ stack: string; pages?: string } | { dir?: string }) & OfAnyPlace) | null;

interface OfAnyPlace {
  policies?: string;
  call?: string;
}

/** How Chokepoint is called in its own folder. From most other folders, npx asks the npm registry for a package of that name. */
export const USUAL_CALL = "npx chokepoint";

/** How Chokepoint is called: what a command begins with. */
export function callOf(place: CommandPlace): string {
  return place?.call ?? USUAL_CALL;
}

/** Where a reader of a message runs its commands. */
export function whereToRun(place: CommandPlace): string {
  if (place === null || !("stack" in place)) return "Run commands in the folder this was made in.";
  const call = callOf(place);
  return call === USUAL_CALL
    ? "Run commands in the folder of Chokepoint, with access to its AWS account; elsewhere npx may offer another package."
    : `Run commands where "${call}" starts Chokepoint, with access to its AWS account.`;
}

/** ` --stack Chokepoint` or ` --dir mine --policies rules`, as the end of a command; nothing where commands work by themselves. */
export function placeFlag(place: CommandPlace): string {
  if (place === null) return "";
  return ("stack" in place ? ` --stack ${place.stack}` : wordFlag("dir", place.dir)) + policiesFlag(place);
}

/** ` --policies rules`: the part of it for commands that read policies, and no data. */
export function policiesFlag(place: CommandPlace): string {
  return wordFlag("policies", place?.policies);
}

function wordFlag(name: string, word: string | undefined): string {
  return word === undefined ? "" : ` --${name} ${shellWord(word)}`;
}

/** A command that a message proposes, and what it is for. */
export interface ProposedCommand {
  purpose: string;
  command: string;
}

/** What a message tells of something, and the commands that go with it. */
export interface ToldWithCommands {
  lines: string[];
  commands: ProposedCommand[];
}

/** The command that confirms an import of a sector. The reader fills in the reason. */
export function confirmCommand(importId: string, sector: SectorId, place: CommandPlace): string {
  return `${callOf(place)} import confirm ${importId} --sector ${sector} --reason "…"${placeFlag(place)}`;
}

/** The command that recomputes a sector. */
export function recomputeCommand(sector: SectorId, place: CommandPlace): ProposedCommand {
  return {
    purpose: `Recompute ${sector} now:`,
    command: `${callOf(place)} recompute --sector ${sector}${placeFlag(place)}`,
  };
}

/** Proposed commands within a line: each ends what it is for. */
export function commandsInLine(commands: readonly ProposedCommand[]): string {
  return commands.map(({ purpose, command }) => `${purpose} ${command}`).join("; ");
}
