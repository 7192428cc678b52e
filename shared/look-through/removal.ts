import type { Interval } from "../values/interval.ts";

/** One removal of a ranking. `loss` is the share of a scope's exposure that it costs. */
export interface Removal {
  /** What is removed: an owner, a supplier whose owner is not known, or a country. */
  kind: "owner" | "supplier" | "country";
  key: string;
  loss: Interval;
}

/** What a scope loses by single removals, worst first. */
export interface Ranking {
  removals: Removal[];
  /**
   * How many removals with a certain loss are not listed, because there are too many. None costs more than
   * those listed.
   */
  more: number;
  /** The most that the scope may lose by the removal of an owner, or a country, that is not known by name. */
  unnamed: Record<"owner" | "country", number>;
}

/** The ranking of a scope that has no exposure, or was not measured. */
export const NOTHING_LOST: Ranking = { removals: [], more: 0, unnamed: { owner: 0, country: 0 } };
