import type { Policy } from "../../policy/policy.ts";
import { isAddress, LONGEST_RUNBOOK } from "../../policy/runbook.ts";
import { lineOf } from "../../values/one-line.ts";
import type { News } from "../news.ts";

/** What the rule of the worst news says is to be done, while its alert is open. An address stands on a line of its own. */
export function runbookLines(news: readonly News[], { rules }: Policy): string[] {
  const [worst] = news;
  if (worst === undefined || worst.scope === "sector" || worst.level === "none") return [];
  const runbook = rules.find(({ id }) => id === worst.rule)?.runbook;
  if (runbook === undefined) return [];
  return isAddress(runbook) ? ["Runbook:", runbook] : [`Runbook: ${lineOf(runbook, LONGEST_RUNBOOK)}`];
}
