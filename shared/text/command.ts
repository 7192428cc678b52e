// Commands that messages propose, for the reader to copy.

/** ` --stack Chokepoint`, to end a command with; nothing where no stack is deployed. */
export function stackFlag(stack: string | null): string {
  return stack === null ? "" : ` --stack ${stack}`;
}

/** The command that confirms an import of a sector, in a deployed stack where one is given; the reason is left to write. */
export function confirmCommand(importId: string, sector: string, stack: string | null): string {
  return `npx chokepoint import confirm ${importId} --sector ${sector} --reason "…"${stackFlag(stack)}`;
}
