import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import type { OwnerGroup } from "../supply/affiliation.ts";
import { type Facet, type FacetTotals, facetKey } from "../supply/facet-totals.ts";
import type { UnsureGroup } from "../supply/unsure-group.ts";
import { behind, originOfGoods } from "./seller-question.ts";
import { createQuestionList, type QuestionList } from "./unknown.ts";

/** What a question about a concentration is about. */
export type AskedOfFacet =
  /** Exposure in minor units that may belong to any number of keys. */
  | { is: "loose"; exposure: number }
  /** A group of suppliers that has one key, and all that may be that of others. */
  | { is: "group"; group: OwnerGroup; unsure: UnsureGroup };

/** All that can be asked about the keys of a facet, of whom. */
export function questionsAboutFacet(
  facet: Facet,
  cells: readonly AffiliatedCell[],
  { groups }: FacetTotals,
): QuestionList<AskedOfFacet> {
  const list = createQuestionList<AskedOfFacet>();
  const byHead = new Map<string, OwnerGroup>();
  for (const cell of cells) {
    const { supplierId, exposure } = cell;
    if (exposure === 0 || facetKey(facet, cell) !== null) continue;
    if (facet === "origin") list.add(supplierId, originOfGoods(cell).question, { is: "loose", exposure });
    else if (supplierId === null) list.add(null, "seller", { is: "loose", exposure });
    else addChain(cell.affiliation.group, byHead);
  }
  for (const unsure of groups) {
    const group = byHead.get(unsure.id);
    if (group === undefined) continue;
    const { asked, question } = behind(group);
    list.add(asked, question, { is: "group", group, unsure });
  }
  return list;
}

/** A group, and those above it: who controls them matters too. */
function addChain(group: OwnerGroup, byHead: Map<string, OwnerGroup>): void {
  let next: OwnerGroup | null = group;
  while (next !== null && !byHead.has(next.head)) {
    byHead.set(next.head, next);
    next = typeof next.above === "object" ? next.above.group : null;
  }
}
