import { highestFirst, isOpen, mayBeToldByOthers, type OpenGroup, type Status } from "./open-group.ts";

/** Something that depends on what holds of a group. */
export interface OfGroup {
  group: OpenGroup | string;
}

/** What is added up after any answers of those who are asked. */
export interface AnswerSum<Part extends OfGroup> {
  asked: ReadonlySet<string | null>;
  /** What may hold of a group where all of it is for one to say. */
  keys: readonly string[];
  worth(part: Part, status: Status): number;
  /** The answers that are wanted: those that make the sum the largest, or the smallest. */
  wanted: "most" | "least";
}

/**
 * The most, or the least, that parts are worth together after any answers. What is below a group depends only on what holds of it, so
 * it adds up from the lowest groups to the highest ones.
 */
export function sumAfterAnswers<Part extends OfGroup>(parts: readonly Part[], sum: AnswerSum<Part>): number {
  const own = Map.groupBy(parts, ({ group }) => group);
  const groups = highestFirst(own.keys());
  const possible = possibleStatuses(groups, sum);
  const below = new Map<OpenGroup, Map<Status, number>>();
  const worthOf = (group: OpenGroup | string, status: Status) =>
    (own.get(group) ?? []).reduce((all, part) => all + sum.worth(part, status), 0);
  let total = 0;
  for (const group of own.keys()) if (typeof group === "string") total += worthOf(group, group);
  for (const group of groups.reverse()) {
    const worth = new Map<Status, number>();
    for (const status of possible.get(group) ?? []) {
      worth.set(status, worthOf(group, status) + (below.get(group)?.get(status) ?? 0));
    }
    const best = sum.wanted === "most" ? Math.max : Math.min;
    const bestUnder = (above: Status) =>
      best(...statusesUnder(above, group, sum).map((status) => worth.get(status) ?? 0));
    if (!isOpen(group.above)) total += bestUnder(group.above);
    else {
      const all = below.get(group.above) ?? new Map<Status, number>();
      for (const above of possible.get(group.above) ?? [])
        all.set(above, (all.get(above) ?? 0) + bestUnder(above));
      below.set(group.above, all);
    }
  }
  return total;
}

/** What may hold of each group after any answers. */
function possibleStatuses(
  groups: readonly OpenGroup[],
  sum: Pick<AnswerSum<OfGroup>, "asked" | "keys">,
): Map<OpenGroup, Set<Status>> {
  const possible = new Map<OpenGroup, Set<Status>>();
  for (const group of groups) {
    const above = isOpen(group.above) ? [...(possible.get(group.above) ?? [])] : [group.above];
    possible.set(group, new Set(above.flatMap((one) => statusesUnder(one, group, sum))));
  }
  return possible;
}

/** What may hold of a group after any answers, where this holds of the one above it. */
function statusesUnder(
  status: Status,
  { asked, own, above, others }: OpenGroup,
  sum: Pick<AnswerSum<OfGroup>, "asked" | "keys">,
): Status[] {
  if (!sum.asked.has(asked) && mayBeToldByOthers(others, sum.asked)) return [null, ...sum.keys];
  if (!sum.asked.has(asked)) return [above !== null && own === status ? own : null];
  const alone = own === null ? [...sum.keys] : [own];
  return above === null ? alone : [...alone, status];
}
