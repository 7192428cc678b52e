import type { AffiliatedCell } from "../supply/affiliated-cell.ts";
import type { OwnerGroup } from "../supply/affiliation.ts";
import type { Question } from "./unknown.ts";

/** A question, and who is asked. */
export interface AskedQuestion {
  asked: string | null;
  question: Question;
}

/** The question of who is behind the seller of a cell, which is not certain. */
export function behindSeller({ supplierId, affiliation }: AffiliatedCell): AskedQuestion {
  return supplierId === null ? { asked: null, question: "seller" } : behind(affiliation.group);
}

/** The question of who holds how much of the seller. */
export function holdersOfSeller({ supplierId }: AffiliatedCell): AskedQuestion {
  return { asked: supplierId, question: supplierId === null ? "seller" : "holders" };
}

/** The question of where the goods of a cell are made. */
export function originOfGoods({ supplierId }: AffiliatedCell): AskedQuestion {
  return { asked: supplierId, question: "origin" };
}

/** The question of who is behind suppliers, which is not certain. */
export function behind({ head, above }: OwnerGroup): { asked: string; question: Question } {
  if (typeof above === "object") return { asked: head, question: "parent" };
  // An owner that nobody controls is known: then it is its country that is not.
  return { asked: head, question: above === "nobody" ? "country" : "owner" };
}
