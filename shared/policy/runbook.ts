import { lengthProblem } from "./bounds.ts";

/** The longest runbook, in characters. */
export const LONGEST_RUNBOOK = 500;

const ADDRESS = /^https:\/\/[^\s"\\<>]+$/;
// Letters that are not seen, and ends of lines.
const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/u;

/** Whether a runbook is an address, and not a text. */
export function isAddress(runbook: string): boolean {
  return ADDRESS.test(runbook) && URL.canParse(runbook);
}

/** Why a text cannot be a runbook: it is neither an https address nor a plain line; `null` when it can. */
export function runbookProblem(runbook: string): string | null {
  const tooLong = lengthProblem(runbook, LONGEST_RUNBOOK);
  if (tooLong !== null) return tooLong;
  if (UNSEEN.test(runbook) || runbook.trim() === "") return "must be one line of visible characters";
  if (!runbook.includes("://") || isAddress(runbook)) return null;
  return /^https:\/\//i.test(runbook)
    ? "must be an address alone, like https://wiki.example.com/batteries, or a text without an address"
    : "must be an address that begins with https://, alone, or a text without an address";
}
