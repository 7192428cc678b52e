import type { Interval } from "../values/interval.ts";

/** A removal of a ranking. `loss` is the share of a scope's exposure that it costs. */
export interface Removal {
  /** What is removed: an owner, a supplier whose owner is not known, or a country. */
  kind: "owner" | "supplier" | "country";
  key: string;
  loss: Interval;
}

/** What a scope loses by single removals, worst first. */
export interface Ranking {
  removals: Removal[];
  /** The removals that cost something and are not listed; `null` when all are listed. */
  more: Unlisted | null;
  /** The most that the scope may lose by the removal of an owner, or a country, that is not known by name. */
  unnamed: Record<"owner" | "country", number>;
}

/** Removals that certainly cost something and are not listed. None is worse than the listed ones of its kind. */
export interface Unlisted {
  count: number;
  /** The most that any of them certainly and possibly costs. */
  atMost: Interval;
}

/** The ranking of a scope that has no exposure, or was not measured. */
export const NOTHING_LOST: Ranking = { removals: [], more: null, unnamed: { owner: 0, country: 0 } };
