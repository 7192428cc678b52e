import type { Affiliation, OwnerGroup } from "../supply/affiliation.ts";
import type { Belongs } from "../supply/membership.ts";
import { type AskedQuestion, behind } from "./seller-question.ts";
import type { Question, QuestionList } from "./unknown.ts";

/**
 * What holds of suppliers: that they belong to what a measure is about, or the key that they have. `null` as long as it is not
 * known.
 */
export type Status = string | null;

/** Suppliers of one owner of whom it is not known what holds, and who can say it. */
export interface OpenGroup {
  /** Who is asked: the highest supplier that certainly controls them; `null` for one's own buyers. */
  asked: string | null;
  questions: readonly Question[];
  /** What holds where nobody controls who is asked; `null` where that is for them to say too. */
  own: Status;
  /** What holds where the possible parent controls who is asked; `null` where there is no such parent. */
  above: OpenGroup | string | null;
  /** Others whose answers may say what holds of it, or may not. */
  others?: ReadonlySet<string>;
}

/** A group of which all that is open is for one to say. */
export function groupAskedAlone({ asked, question }: AskedQuestion): OpenGroup {
  return { asked, questions: [question], own: null, above: null };
}

/** Whether somebody has answered who is not asked about a group and may say what holds of it all the same. */
export function mayBeToldByOthers(others: OpenGroup["others"], asked: ReadonlySet<string | null>): boolean {
  return others !== undefined && [...asked].some((one) => one !== null && others.has(one));
}

/** These groups and all above them, each once and after the one above it. */
export function highestFirst(groups: Iterable<OpenGroup | string>): OpenGroup[] {
  const ordered = new Set<OpenGroup>();
  for (const group of groups) {
    const chain: OpenGroup[] = [];
    let next: OpenGroup | string | null = group;
    for (; isOpen(next) && !ordered.has(next); next = next.above) chain.push(next);
    for (const one of chain.reverse()) ordered.add(one);
  }
  return [...ordered];
}

export function isOpen(group: OpenGroup | string | null): group is OpenGroup {
  return typeof group === "object" && group !== null;
}

/**
 * Finds the open groups of suppliers, each once; or what certainly holds of a supplier. The test sees no difference between two of the
 * same group of whom it is not certain.
 */
export function findOpenGroups<Of>(
  statusOf: (affiliation: Affiliation, of: Of) => Status,
): (affiliation: Affiliation, of: Of) => OpenGroup | string {
  const byHead = new Map<string, OpenGroup>();
  return (affiliation, of) => {
    const chain: Affiliation[] = [];
    let found: OpenGroup | string | null = null;
    let next: Affiliation | null = affiliation;
    while (next !== null && found === null) {
      found = statusOf(next, of) ?? byHead.get(next.group.head) ?? null;
      if (found === null) chain.push(next);
      next = typeof next.group.above === "object" ? next.group.above : null;
    }
    for (const below of chain.reverse()) {
      const own = found === null ? null : statusOf(withoutParent(below), of);
      found = openGroup(below.group, own, found);
      byHead.set(below.group.head, found);
    }
    if (found === null) throw new Error("an affiliation without a group");
    return found;
  };
}

function openGroup(group: OwnerGroup, own: Status, above: OpenGroup | string | null): OpenGroup {
  const { asked, question } = behind(group);
  const isCountryAsked = above !== null && own === null;
  return { asked, questions: isCountryAsked ? [question, "country"] : [question], own, above };
}

/** The same affiliation, if nobody controls the highest company that certainly controls the supplier. */
function withoutParent(affiliation: Affiliation): Affiliation {
  const { head, country } = affiliation.group;
  return { ...affiliation, owner: head, control: country, group: { head, country, above: "nobody" } };
}

/** Whether a test is passed, as a status. */
export function statusOfTest(belongs: Belongs): Status {
  return belongs === "maybe" ? null : belongs;
}

/**
 * Whether it is certain that something holds of a group, once these have given the answers that are best for that. The same answers
 * are best for all groups.
 */
export function canBe(goal: string, group: OpenGroup | string, asked: ReadonlySet<string | null>): boolean {
  let is = group === goal;
  for (const { own, asked: one, above, others } of highestFirst([group])) {
    if (!isOpen(above)) is = above === goal;
    const isAsked = asked.has(one);
    const isAlone = own === goal || (own === null && isAsked);
    if (above === null) is = isAlone || mayBeToldByOthers(others, asked);
    else is = isAsked ? isAlone || is : isAlone && is;
  }
  return is;
}

/** Whether only others than who is asked have answered, so that it is not known whether they can say what holds of a group. */
export function isToldByOthersAlone(group: OpenGroup | string, asked: ReadonlySet<string | null>): boolean {
  return isOpen(group) && !asked.has(group.asked) && mayBeToldByOthers(group.others, asked);
}

/** Asks about a group whoever can say something of it. */
export function askAboutGroup<About>(
  group: OpenGroup | string,
  about: About,
  list: Pick<QuestionList<About>, "add">,
): void {
  for (const { asked, questions } of highestFirst([group]))
    for (const question of questions) list.add(asked, question, about);
}
