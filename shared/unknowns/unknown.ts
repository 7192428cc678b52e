import type { Interval } from "../values/interval.ts";

/**
 * What can be asked. A supplier: who its `owner` is, whether a possible `parent` controls it, who holds how much of it (`holders`), the `country` that it stands in, the
 * `origin` of what it sells, all of its `inputs`, or the `rest` of inputs that it declared in part. One's own buyers: the `seller`,
 * the `origin` and the `program` of positions.
 */
const QUESTIONS = [
  "seller",
  "program",
  "origin",
  "owner",
  "parent",
  "holders",
  "country",
  "inputs",
  "rest",
] as const;
export type Question = (typeof QUESTIONS)[number];

/** All that one party can answer about a value. */
export interface Unknown {
  /** The supplier who is asked, or the highest one that certainly controls it; `null` for one's own buyers. */
  asked: string | null;
  /** Each once, in a fixed order. */
  questions: readonly Question[];
}

/** Who has answered. */
export function askedOf(answered: readonly Unknown[]): ReadonlySet<string | null> {
  return new Set(answered.map(({ asked }) => asked));
}

/** A value as it depends on what is not known. */
export interface OpenValue {
  /** The value as long as nothing more is known. */
  now: Interval;
  unknowns: readonly Unknown[];
  /** The value once these have answered, and the answers make it as small as they can. All else stays unknown. */
  ifSmallest(answered: readonly Unknown[]): Interval;
  /** The same, when the answers make it as large as they can. */
  ifLargest(answered: readonly Unknown[]): Interval;
  /**
   * By how much any answers of these narrow the interval, at worst and at best; for an unknown share, by how much they lower it; in a
   * look-through, at best, how far they move one end of it.
   * Left out where one answer narrows it by what the smallest one takes from the upper bound, the other by what the largest one adds
   * to the lower bound, and every other one by something between.
   */
  narrowed?(answered: readonly Unknown[]): Interval;
  /** Whether answers of these reach both values; left out where they always do. Otherwise the two are bounds. */
  isReached?(answered: readonly Unknown[]): boolean;
  /** No answer of this one decides more. It is quickly found. */
  mostMoved(unknown: Unknown): number;
}

/** Collects what can be asked of whom, and what each question is about. */
export interface QuestionList<About> {
  add(asked: string | null, question: Question, about: About): void;
  unknowns(): Unknown[];
  /** What one of these unknowns is about, each once. */
  about(unknown: Unknown): readonly About[];
}

export function createQuestionList<About>(): QuestionList<About> {
  const known = new Map<string | null, { questions: Set<Question>; about: Set<About> }>();
  return {
    add(asked, question, about) {
      const own = known.get(asked) ?? { questions: new Set(), about: new Set() };
      own.questions.add(question);
      own.about.add(about);
      known.set(asked, own);
    },
    unknowns: () =>
      [...known].map(([asked, { questions }]) => ({
        asked,
        questions: QUESTIONS.filter((one) => questions.has(one)),
      })),
    about: ({ asked }) => [...(known.get(asked)?.about ?? [])],
  };
}

/** Each who is asked about any of these, with all that is asked. */
export function askedInAny(all: readonly { unknowns: readonly Unknown[] }[]): Unknown[] {
  const list = createQuestionList<null>();
  for (const { asked, questions } of all.flatMap((one) => one.unknowns))
    for (const question of questions) list.add(asked, question, null);
  return list.unknowns();
}
