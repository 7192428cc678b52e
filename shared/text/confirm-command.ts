import { stackOption } from "./stack-option.ts";

/** The command that confirms an import of a sector, in a deployed stack where one is given; the reason is left to write. */
export function confirmCommand(importId: string, sector: string, stack: string | null): string {
  return `npx chokepoint import confirm ${importId} --sector ${sector} --reason "…"${stackOption(stack)}`;
}
