import type { SectorId } from "../values/identifier.ts";
// Commands that messages propose and readers can copy.

/** ` --stack Chokepoint`, as the end of a command; nothing when no stack is deployed. */
export function stackFlag(stack: string | null): string {
  return stack === null ? "" : ` --stack ${stack}`;
}

/**
 * The command that confirms an import of a sector, in the deployed stack if there is one. The reader fills in
 * the reason.
 */
export function confirmCommand(importId: string, sector: SectorId, stack: string | null): string {
  return `npx chokepoint import confirm ${importId} --sector ${sector} --reason "…"${stackFlag(stack)}`;
}
