import { type PlaceKind, placeKinds } from "../supply/place.ts";
import type { Interval } from "../values/interval.ts";

/** The kinds of removals that are ranked. */
export const removalKinds = ["owner", "supplier", "country", ...placeKinds] as const;
export type RemovalKind = (typeof removalKinds)[number];

/** A removal of a ranking. `loss` is the share of a scope's exposure that it costs. */
export interface Removal {
  /** What is removed: an owner, a supplier whose owner is not known, a country, or a place. */
  kind: RemovalKind;
  key: string;
  loss: Interval;
}

/** Two removals at once. `loss` is what they cost together, `alone` what each certainly costs by itself. */
export interface RemovalPair {
  removals: readonly [
    { kind: RemovalKind; key: string; alone: number },
    { kind: RemovalKind; key: string; alone: number },
  ];
  loss: Interval;
}

// Rings are solved to this, so smaller differences say nothing.
const SAME_LOSS = 1e-9;

/** Whether one share of exposure that is lost is more than another, by more than rings are exact to. */
export function isMoreLost(loss: number, than: number): boolean {
  return loss > than + SAME_LOSS;
}

/** The kinds of removals that the measure `loss` counts. */
export type CountedKind = Exclude<RemovalKind, PlaceKind>;

/** Whether a loss by an owner, or by a country, counts this removal. A supplier of unknown owner counts as an owner. */
export function isCounted<One extends Pick<Removal, "kind">>(
  removal: One,
  by: "owner" | "country",
): removal is One & { kind: CountedKind } {
  return removal.kind === by || (removal.kind === "supplier" && by === "owner");
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
