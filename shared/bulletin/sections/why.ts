import { LONGEST_TEXT } from "../../policy/bounds.ts";
import type { Policy } from "../../policy/policy.ts";
import { indent } from "../../text/lines.ts";
import { lineOf, oneLine } from "../../values/one-line.ts";
import type { News } from "../news.ts";

/** Why each rule in the news exists, and its source; for the first `most` rules. */
export function whySection(policy: Policy, news: News[], most: number): string[] {
  const told = new Set(news.flatMap((one) => (one.scope === "rule" ? [one.rule] : [])));
  const lines = [...told]
    .flatMap((rule) => policy.rules.find(({ id }) => id === rule) ?? [])
    .slice(0, most)
    .flatMap(({ id, title, why, source }) => [
      `${oneLine(title)} [${id}]: ${lineOf(why, LONGEST_TEXT.why)}`,
      `(${lineOf(source, LONGEST_TEXT.source)})`,
    ]);
  return lines.length === 0 ? [] : ["WHY", ...lines.map(indent)];
}
