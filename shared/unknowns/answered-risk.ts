import { createOpenRisk, openFacts } from "../look-through/open-risk.ts";
import type { RemovedSet } from "../look-through/removed-set.ts";
import type { Interval } from "../values/interval.ts";
import { mostMovedByAnswers } from "./most-moved.ts";
import { settledAs } from "./open-look-through.ts";
import type { OpenScope } from "./open-scope.ts";
import { questionsInLookThrough } from "./questions-in-look-through.ts";
import type { Unknown } from "./unknown.ts";

/** What sellers lose when a set is removed, and what answers make of it. */
export interface AnsweredRisk {
  unknowns: readonly Unknown[];
  /** What a seller loses; `null` where it is not in the network. */
  of(seller: string): Interval | null;
  /** What all loses once these have answered that none of it is removed, or that all of it is: only what changes. */
  after(answered: readonly Unknown[]): Record<"safe" | "lost", Map<string, number>>;
  mostMoved(unknown: Unknown): number;
}

/** Solves a removal with all that is not known safe, and with all of it lost. */
export function answeredRisk({ scope, network }: OpenScope, set: RemovedSet): AnsweredRisk {
  const list = questionsInLookThrough(scope, set, network);
  const open = openFacts(network, set);
  const [lower, upper] = [
    createOpenRisk(network, set, open, "safe"),
    createOpenRisk(network, set, open, "lost"),
  ];
  const { graph } = network;
  const changed = (risk: Float64Array, nodes: readonly number[]) =>
    new Map(nodes.map((node) => [graph.ids[node] ?? "", risk[node] ?? 0]));
  return {
    unknowns: list.unknowns(),
    of(seller) {
      const node = graph.nodeOf.get(seller);
      if (node === undefined) return null;
      return { lower: lower.before[node] ?? 0, upper: upper.before[node] ?? 1 };
    },
    after: (answered) => ({
      safe: upper.switching(settledAs("no", answered, list), changed),
      lost: lower.switching(settledAs("yes", answered, list), changed),
    }),
    mostMoved: mostMovedByAnswers(scope, set, network, list, { lower: lower.before, upper: upper.before }),
  };
}
