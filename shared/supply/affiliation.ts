import type { CountryCode } from "../values/identifier.ts";
import { NO_PLACES, type Places } from "./place.ts";

/** Who stands behind a supplier. `owner` and `control` (the owner's country) are `null` unless they are certain. */
export interface Affiliation {
  owner: string | null;
  control: CountryCode | null;
  /** The country of the supplier itself; `null` when unknown. */
  country: CountryCode | null;
  /** Restricted lists that name the supplier, or anyone who certainly controls it. */
  lists: ReadonlySet<string>;
  /** The places of the supplier itself. */
  places: Places;
  group: OwnerGroup;
}

/** The suppliers that certainly have the same owner, even where it is not known who that is. */
export interface OwnerGroup {
  /** The highest supplier that certainly controls all of them. In a ring of certain owners: the first member by id. */
  head: string;
  /** The country of the head; `null` when unknown. */
  country: CountryCode | null;
  /**
   * Who controls the head.
   * - `nobody`: the head is the owner.
   * - `anybody`: the head has no supplier row, or not all of its holders are known, so anybody may control it, or nobody.
   * - `somebody`: someone certainly does, but it is not known who. This is so in a ring.
   * - an affiliation: that of the only holder who may, and may not, control it. Either this parent or nobody.
   */
  above: "nobody" | "anybody" | "somebody" | Affiliation;
}

export const NO_LISTS: ReadonlySet<string> = new Set();

/** The affiliation of an unknown supplier: nothing is known. */
export const NOBODY: Affiliation = {
  owner: null,
  control: null,
  country: null,
  lists: NO_LISTS,
  places: NO_PLACES,
  group: { head: "", country: null, above: "somebody" },
};

/** `lists` with `more`; the same set when nothing is added. */
export function unionOfLists(lists: ReadonlySet<string>, more: readonly string[]): ReadonlySet<string> {
  return more.every((list) => lists.has(list)) ? lists : new Set([...lists, ...more]);
}
