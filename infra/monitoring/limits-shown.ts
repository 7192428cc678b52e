import { Color, type HorizontalAnnotation } from "aws-cdk-lib/aws-cloudwatch";
import { type ByKind, entryOf } from "../../shared/policy/measure.ts";
import type { Policy } from "../../shared/policy/policy.ts";

/** The topics of the dashboard's graphs. */
export type GraphTopic = "concentration" | "dependency";

/**
 * The limits of a sector's policy that a graph can show. These are the limits of rules about exactly the
 * graph's measures, with the policy's own `controlStake`.
 */
export function limitsShown({ rules }: Pick<Policy, "rules">, topic: GraphTopic): HorizontalAnnotation[] {
  return rules.flatMap(({ title, measure, by, above, controlStake }) => {
    if (
      by !== undefined ||
      controlStake !== undefined ||
      above === undefined ||
      entryOf(graphs, measure) !== topic
    )
      return [];
    const scale = topic === "dependency" ? 100 : 1;
    return (["warning", "critical"] as const).flatMap((level) => {
      const limit = above[level];
      if (limit === undefined) return [];
      const color = level === "critical" ? Color.RED : Color.ORANGE;
      return [{ value: scale * limit, label: `${title}: ${level}`, color }];
    });
  });
}

/** The graph that shows a measure; `null` when no graph does. */
const graphs: ByKind<GraphTopic | null> = {
  hhi: ({ facet }) => (facet === "owner" || facet === "origin" ? "concentration" : null),
  top: () => null,
  effective: () => null,
  unknown: () => null,
  direct: ({ of }) => (isChinaAlone(of.countries) ? "dependency" : null),
  influenced: () => null,
  share: () => null,
  "look-through": ({ of }) => ("countries" in of && isChinaAlone(of.countries) ? "dependency" : null),
  loss: () => null,
  change: () => null,
};

function isChinaAlone(countries: string[]): boolean {
  return countries.length === 1 && countries[0] === "CN";
}
