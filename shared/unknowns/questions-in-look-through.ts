import type { Network } from "../look-through/network.ts";
import { type OpenFact, openFacts } from "../look-through/open-risk.ts";
import { madeIn, type RemovedSet } from "../look-through/removed-set.ts";
import { NOBODY } from "../supply/affiliation.ts";
import type { Scope } from "../supply/scope.ts";
import { behind } from "./seller-question.ts";
import { createQuestionList, type Question, type QuestionList } from "./unknown.ts";

/** A fact about a supplier, or exposure (`null`) of which the seller, the origin or the program is not known. */
export type Asked = OpenFact | null;

/** All that can be asked about a removal, of whom. */
export function questionsInLookThrough(
  { cells, optional }: Scope,
  set: RemovedSet,
  network: Network,
): QuestionList<Asked> {
  const list = createQuestionList<Asked>();
  for (const fact of openFacts(network, set)) {
    const { asked, question } = questionAbout(fact, network);
    list.add(asked, question, fact);
  }
  for (const { supplierId, originCountry } of [...cells, ...optional]) {
    const made = madeIn(originCountry, set);
    if (supplierId === null && made !== "yes") list.add(null, "seller", null);
    if (made === "maybe") list.add(supplierId, "origin", null);
  }
  if (optional.length > 0) list.add(null, "program", null);
  return list;
}

function questionAbout(
  { node, about }: OpenFact,
  { graph, affiliations }: Network,
): { asked: string; question: Question } {
  const asked = graph.ids[node] ?? "";
  if (about === "standing") return { asked, question: "country" };
  if (about === "undeclared") return { asked, question: "inputs" };
  if (about === "partly") return { asked, question: "rest" };
  return behind((affiliations[node] ?? NOBODY).group);
}
