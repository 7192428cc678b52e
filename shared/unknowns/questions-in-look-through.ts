import type { Network } from "../look-through/network.ts";
import { type OpenFact, openFacts } from "../look-through/open-risk.ts";
import { madeIn, type RemovedSet, sidesOf } from "../look-through/removed-set.ts";
import { NOBODY } from "../supply/affiliation.ts";
import type { Scope } from "../supply/scope.ts";
import { askAboutGroup, findOpenGroups, type OpenGroup, statusOfTest } from "./open-group.ts";
import { createQuestionList, type Question, type QuestionList } from "./unknown.ts";

/** A fact about a supplier that is not known. */
export interface AskedFact extends OpenFact {
  /** Where it is about who is behind the supplier: who can say it. */
  group?: OpenGroup | string;
}

/** A fact about a supplier, or exposure (`null`) of which the seller, the origin or the program is not known. */
export type Asked = AskedFact | null;

const QUESTIONS = {
  standing: "country",
  undeclared: "inputs",
  partly: "rest",
} as const satisfies Record<Exclude<OpenFact["about"], "owned">, Question>;

/** All that can be asked about a removal, of whom. */
export function questionsInLookThrough(
  { cells, optional }: Scope,
  set: RemovedSet,
  network: Network,
): QuestionList<Asked> {
  const list = createQuestionList<Asked>();
  const { owned } = sidesOf(set);
  const groupOf = findOpenGroups<string>((affiliation, id) => statusOfTest(owned(id, affiliation)));
  const { graph, affiliations } = network;
  for (const fact of openFacts(network, set)) {
    const { node, about } = fact;
    const id = graph.ids[node] ?? "";
    if (about !== "owned") list.add(id, QUESTIONS[about], fact);
    else {
      const group = groupOf(affiliations[node] ?? NOBODY, id);
      askAboutGroup<Asked>(group, { ...fact, group }, list);
    }
  }
  for (const { supplierId, originCountry } of [...cells, ...optional]) {
    const made = madeIn(originCountry, set);
    if (supplierId === null && made !== "yes") list.add(null, "seller", null);
    if (made === "maybe") list.add(supplierId, "origin", null);
  }
  if (optional.length > 0) list.add(null, "program", null);
  return list;
}
