import { highestFirst, isOpen, mayBeToldByOthers, type OpenGroup, type Status } from "./open-group.ts";

/** Something that depends on what holds of a group. */
export interface OfGroup {
  group: OpenGroup | string;
}

/** Who has answered what. */
interface Answering {
  asked: ReadonlySet<string | null>;
  /** What may hold of a group where all of it is for one to say. */
  keys: readonly string[];
}

/** What is added up after any answers of those who are asked. */
export interface AnswerSum<Part extends OfGroup> extends Answering {
  worth(part: Part, status: Status): number;
  /** The answers that are wanted: those that make the sum the largest, or the smallest. */
  wanted: "most" | "least";
}

/** The most, or the least, that parts are worth together after any answers. */
export function sumAfterAnswers<Part extends OfGroup>(
  parts: readonly Part[],
  { wanted, ...sum }: AnswerSum<Part>,
): number {
  const best = wanted === "most" ? Math.max : Math.min;
  return bestAfterAnswers(parts, { ...sum, none: 0, add: (a, b) => a + b, best: (a, b) => best(a, b) });
}

/** What is added up after those answers that are best for it. */
export interface BestSum<Part extends OfGroup, Worth> extends Answering {
  worth(part: Part, status: Status): Worth;
  none: Worth;
  add(a: Worth, b: Worth): Worth;
  best(a: Worth, b: Worth): Worth;
}

/**
 * What parts are worth together after the best of all answers. What is below a group depends only on what holds of it, so it adds up
 * from the lowest groups to the highest ones.
 */
export function bestAfterAnswers<Part extends OfGroup, Worth>(
  parts: readonly Part[],
  sum: BestSum<Part, Worth>,
): Worth {
  const { none, add, best } = sum;
  const own = Map.groupBy(parts, ({ group }) => group);
  const groups = highestFirst(own.keys());
  const possible = possibleStatuses(groups, sum);
  const below = new Map<OpenGroup, Map<Status, Worth>>();
  const worthOf = (group: OpenGroup | string, status: Status) =>
    (own.get(group) ?? []).reduce((all, part) => add(all, sum.worth(part, status)), none);
  let total = none;
  for (const group of own.keys()) if (typeof group === "string") total = add(total, worthOf(group, group));
  for (const group of groups.reverse()) {
    const worth = new Map<Status, Worth>();
    for (const status of possible.get(group) ?? []) {
      worth.set(status, add(worthOf(group, status), below.get(group)?.get(status) ?? none));
    }
    const bestUnder = (above: Status) =>
      statusesUnder(above, group, sum)
        .map((status) => worth.get(status) ?? none)
        .reduce((a, b) => best(a, b));
    if (!isOpen(group.above)) total = add(total, bestUnder(group.above));
    else {
      const all = below.get(group.above) ?? new Map<Status, Worth>();
      for (const above of possible.get(group.above) ?? [])
        all.set(above, add(all.get(above) ?? none, bestUnder(above)));
      below.set(group.above, all);
    }
  }
  return total;
}

/** What may hold of each group after any answers. */
function possibleStatuses(groups: readonly OpenGroup[], sum: Answering): Map<OpenGroup, Set<Status>> {
  const possible = new Map<OpenGroup, Set<Status>>();
  for (const group of groups) {
    const above = isOpen(group.above) ? [...(possible.get(group.above) ?? [])] : [group.above];
    possible.set(group, new Set(above.flatMap((one) => statusesUnder(one, group, sum))));
  }
  return possible;
}

/** What may hold of a group after any answers, where this holds of the one above it. */
function statusesUnder(status: Status, { asked, own, above, others }: OpenGroup, sum: Answering): Status[] {
  if (!sum.asked.has(asked) && mayBeToldByOthers(others, sum.asked)) return [null, ...sum.keys];
  if (!sum.asked.has(asked)) return [above !== null && own === status ? own : null];
  const alone = own === null ? [...sum.keys] : [own];
  return above === null ? alone : [...alone, status];
}
