import type { Bound } from "../values/interval.ts";
import type { RuleNews } from "./news.ts";

/**
 * The bound that news is about. That is the certain bound when it crosses a limit or has come back from one;
 * otherwise the possible bound. When an alert is over, both bounds had to be inside the limit, so the possible
 * bound decided.
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
