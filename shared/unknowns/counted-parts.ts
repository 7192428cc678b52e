import type { Sides } from "../measures/counted-share.ts";
import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import type { Scope } from "../supply/scope.ts";
import { type Amount, NO_AMOUNT } from "../values/amount.ts";
import type { OfGroup } from "./answer-sums.ts";
import {
  askAboutGroup,
  findOpenGroups,
  groupAskedAlone,
  isOpen,
  type OpenGroup,
  statusOfTest,
} from "./open-group.ts";
import { holdersOfSeller, originOfGoods } from "./seller-question.ts";
import { createQuestionList, type QuestionList } from "./unknown.ts";

/** Exposure in minor units of which it is not known whether it counts: because of its seller, its origin, or both. */
export interface CountedPart extends Amount, OfGroup {
  /** Who can say where it is made; left out where it does not count because of that. */
  origin?: string | null;
}

/** The exposure of a scope that certainly counts, that which may, and who can say so. */
export interface Counted {
  yes: Amount;
  maybe: Amount;
  list: QuestionList<CountedPart>;
}

/** What is asked about sellers: who is behind them, or who holds how much of them. */
export type AskedAbout = "owner" | "holders";

/** Divides the exposure of a scope by whether it counts, and by who can say so. */
export function countedParts(scope: Scope, sides: Sides, about: AskedAbout): Counted {
  const [yes, maybe] = [{ ...NO_AMOUNT }, { ...NO_AMOUNT }];
  const groupOf = groupFinder(sides, about);
  const parts = new Map<OpenGroup | string, Map<string | null | undefined, CountedPart>>();
  const add = (cell: AffiliatedCell, as: keyof Amount) => {
    const group = groupOf(cell);
    const made = sides.origin(cell);
    if (group === "yes" || made === "yes") yes[as] += cell.exposure;
    else if (group !== "no" || made !== "no") {
      maybe[as] += cell.exposure;
      partOf(parts, group, made === "no" ? undefined : originOfGoods(cell).asked)[as] += cell.exposure;
    }
  };
  for (const cell of scope.cells) add(cell, "certain");
  for (const cell of scope.optional) add(cell, "optional");
  const list = createQuestionList<CountedPart>();
  const all = [...parts.values()].flatMap((each) => [...each.values()]);
  for (const part of all) askAbout(part, list);
  askOthers(all, list);
  return { yes, maybe, list };
}

/** Finds who can say whether exposure counts because of its seller, or whether it does. */
function groupFinder({ seller }: Sides, about: AskedAbout): (cell: AffiliatedCell) => OpenGroup | string {
  const alone = new Map<string | null, OpenGroup>();
  const behindSellers = findOpenGroups<AffiliatedCell>((affiliation, cell) =>
    statusOfTest(seller({ ...cell, affiliation })),
  );
  return (cell) => {
    const { supplierId, affiliation } = cell;
    if (about === "owner" && supplierId !== null) return behindSellers(affiliation, cell);
    const status = statusOfTest(seller(cell));
    if (status !== null) return status;
    const group = alone.get(supplierId) ?? groupOfHolders(cell);
    alone.set(supplierId, group);
    return group;
  };
}

/** Who can say who holds how much of a seller. What the holders of a company tell of it counts for those too that it holds a part of. */
function groupOfHolders(cell: AffiliatedCell): OpenGroup {
  const { supplierId, affiliation, ownership } = cell;
  const group = groupAskedAlone(holdersOfSeller(cell));
  if (supplierId === null) return group;
  const questions = affiliation.country === null ? [...group.questions, "country" as const] : group.questions;
  return { ...group, questions, others: ownership.holdersAbove(supplierId) };
}

function partOf(
  parts: Map<OpenGroup | string, Map<string | null | undefined, CountedPart>>,
  group: OpenGroup | string,
  origin: string | null | undefined,
): CountedPart {
  const byOrigin = parts.get(group) ?? new Map<string | null | undefined, CountedPart>();
  const part = byOrigin.get(origin) ?? {
    group,
    ...(origin === undefined ? {} : { origin }),
    ...NO_AMOUNT,
  };
  parts.set(group, byOrigin.set(origin, part));
  return part;
}

function askAbout(part: CountedPart, list: QuestionList<CountedPart>): void {
  askAboutGroup(part.group, part, list);
  if (part.origin !== undefined) list.add(part.origin, "origin", part);
}

/** Counts to those who are asked what they may tell of others. */
function askOthers(parts: readonly CountedPart[], list: QuestionList<CountedPart>): void {
  const known = new Map(list.unknowns().map(({ asked, questions }) => [asked, questions]));
  for (const part of parts) {
    const others = isOpen(part.group) ? part.group.others : undefined;
    for (const other of others ?? []) {
      for (const question of known.get(other) ?? []) list.add(other, question, part);
    }
  }
}
