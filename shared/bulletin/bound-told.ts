import type { Bound } from "../values/interval.ts";
import type { RuleNews } from "./news.ts";

/**
 * The bound that news is about: the certain one where that crosses a limit, or has come back from one; else the one
 * that counts everything unknown. What is over had to be inside its limit in both, so the possible one decided.
 */
export function boundTold({
  level,
  was,
  event,
  side,
}: Pick<RuleNews, "level" | "was" | "event" | "side">): Bound {
  const isEasedToPossible = event === "eased" && level === "possible" && was !== "possible";
  const isCertain = level === "warning" || level === "critical" || isEasedToPossible;
  return isCertain === (side === "above") ? "lower" : "upper";
}
