import { listDaysAfter } from "../../ahead/list-moves.ts";
import type { Assessed } from "../../assessment/assess.ts";
import { isOfGoods } from "../../policy/listed-goods.ts";
import { factsOf } from "../../policy/measure-facts.ts";
import { listsFor } from "../../policy/own-lists.ts";
import type { Policy } from "../../policy/policy.ts";
import type { Move } from "../../remedy/remedy.ts";
import { dayText } from "../../text/day-text.ts";
import { listTitle } from "../../text/list-title.ts";
import { nameList } from "../../text/name-list.ts";
import { noun } from "../../values/count.ts";
import type { Day } from "../../values/day.ts";
import { oneLine } from "../../values/one-line.ts";

const MOST_NOTES = 3;

/** Which of those that may take over come on a restricted list, or stand on one that a rule counts from a later day on. */
export function listNotes(move: Move, assessed: Assessed, policy: Policy): string[] {
  const takers = [...new Set([...move.takers, ...move.unsure].map(({ key }) => key))];
  const notes = takers.flatMap((key) => notesOf(key, assessed, policy));
  return [...Map.groupBy(notes, ({ one, many, about }) => JSON.stringify([one, many, about])).values()]
    .map((same) => noteText(same, assessed.nameOf))
    .slice(0, MOST_NOTES);
}

/** What is to be known of one taker. */
interface Note {
  key: string;
  /** The verb after one name, and after several. */
  one: string;
  many: string;
  about: string;
}

/** `Note: BYD and LG come on the list "…" on 1 Oct 2027.` */
function noteText(same: readonly Note[], nameOf: Assessed["nameOf"]): string {
  const [first] = same;
  if (first === undefined) return "";
  const names = nameList(same.map(({ key }) => oneLine(nameOf(key))));
  return `Note: ${names} ${noun(same.length, first.one, first.many)} ${first.about}.`;
}

function notesOf(key: string, { assessment: { asOf }, listedOn }: Assessed, policy: Policy): Note[] {
  const now = listedOn(key, asOf);
  const told = new Set(now);
  const entries = listsFor(policy).entries.filter((entry) => !isOfGoods(entry));
  const coming = listDaysAfter(entries, asOf).flatMap((day) =>
    [...listedOn(key, day)].flatMap((list) => {
      if (told.has(list)) return [];
      told.add(list);
      return { key, one: "comes", many: "come", about: `on ${listTitle(list, policy)} on ${dayText(day)}` };
    }),
  );
  const counted = [...now].flatMap((list) =>
    countedFrom(policy, list, asOf).map(({ rule, day }) => {
      const about = `on ${listTitle(list, policy)}, which ${rule} counts from ${dayText(day)} on`;
      return { key, one: "is", many: "are", about };
    }),
  );
  return [...coming, ...counted];
}

/** The rules about a list that are not in force yet, and from when on they are. */
function countedFrom({ rules }: Policy, list: string, asOf: Day): { rule: string; day: Day }[] {
  return rules.flatMap(({ id, measure, effectiveFrom }) =>
    factsOf(measure).names.list === list && effectiveFrom !== undefined && effectiveFrom > asOf
      ? [{ rule: id, day: effectiveFrom }]
      : [],
  );
}
