/** A bulletin as a subscriber received it. */
export interface Bulletin {
  /** SNS's id: two copies of one publication have the same. */
  messageId: string;
  /** The same whenever the same bulletin is published again. */
  bulletinId: string;
  sector: string;
  /** What it tells, like `raised from-cn`. */
  news: string[];
}

/** What is wrong with what was told. */
export interface Complaint {
  kind: "untold" | "told twice" | "told falsely" | "sent twice";
  what: string;
}

export interface Expectation {
  news: string[];
  /** Whether a bulletin may be sent twice under one id: only where a run was killed or did not hear an answer. */
  mayRepeat: boolean;
}

/** Compares what was told of a sector with what had to be told. */
export function judge(bulletins: readonly Bulletin[], { news, mayRepeat }: Expectation): Complaint[] {
  const publications = distinct(bulletins, ({ messageId }) => messageId);
  const once = distinct(publications, ({ bulletinId }) => bulletinId);
  const repeated = mayRepeat ? [] : publications.filter((one) => !once.includes(one));
  const told = countOf(once.flatMap((bulletin) => bulletin.news));
  const due = countOf(news);
  return [
    ...repeated.map(({ bulletinId }) => complaint("sent twice", bulletinId)),
    ...[...due].flatMap(([what, times]) => less(what, times, told.get(what) ?? 0)),
    ...[...told].flatMap(([what, times]) => more(what, times, due.get(what) ?? 0)),
  ];
}

function less(what: string, due: number, told: number): Complaint[] {
  return told < due ? [complaint("untold", what)] : [];
}

function more(what: string, told: number, due: number): Complaint[] {
  if (told <= due) return [];
  return [complaint(due === 0 ? "told falsely" : "told twice", what)];
}

function complaint(kind: Complaint["kind"], what: string): Complaint {
  return { kind, what };
}

function distinct<Item>(items: readonly Item[], idOf: (item: Item) => string): Item[] {
  return [...new Map(items.toReversed().map((item) => [idOf(item), item])).values()].toReversed();
}

function countOf(items: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
