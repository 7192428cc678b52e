import { type Affiliation, NO_LISTS, type OwnerGroup, unionOfLists } from "./affiliation.ts";
import { controllerOf } from "./controller.ts";
import { placesOf } from "./place.ts";
import type { Supplier } from "./supplier.ts";

/** Whether every member of a ring is certainly controlled by its parent, which is the next member. */
export function isClosedRing(ring: readonly Supplier[], controlStake: number): boolean {
  return ring.every((member) => controllerOf(member, controlStake).kind === "parent");
}

/**
 * The affiliations of suppliers that own each other in a ring, by supplier id. The parent of each member is the next
 * one, and the parent of the last is the first. Nobody in a ring has a known owner.
 */
export function affiliationsInRing(
  ring: readonly Supplier[],
  controlStake: number,
): Map<string, Affiliation> {
  const affiliations = new Map<string, Affiliation>();
  for (const segment of segmentsOf(ring, controlStake)) {
    const group: OwnerGroup = { head: headOf(segment, controlStake), country: null, above: "somebody" };
    // In a closed ring everyone controls everyone, so each member has the lists of all.
    let lists = isClosedRing(segment, controlStake)
      ? unionOfLists(
          NO_LISTS,
          segment.flatMap((member) => member.lists),
        )
      : NO_LISTS;
    for (const member of segment.reverse()) {
      lists = unionOfLists(lists, member.lists);
      const { supplierId, country } = member;
      const places = placesOf(member);
      affiliations.set(supplierId, { owner: null, control: null, country, lists, places, group });
    }
  }
  return affiliations;
}

/** Cuts a ring after each member whose parent controls it only possibly. */
function segmentsOf(ring: readonly Supplier[], controlStake: number): Supplier[][] {
  const isEnd = (member: Supplier) => controllerOf(member, controlStake).kind !== "parent";
  const last = ring.findIndex(isEnd);
  const segments: Supplier[][] = [[]];
  for (const member of [...ring.slice(last + 1), ...ring.slice(0, last + 1)]) {
    segments.at(-1)?.push(member);
    if (isEnd(member)) segments.push([]);
  }
  return segments.filter(({ length }) => length > 0);
}

/** The last member, whose parent controls it only possibly; the first one by id where everyone controls everyone. */
function headOf(members: readonly Supplier[], controlStake: number): string {
  const ids = members.map(({ supplierId }) => supplierId);
  const last = ids.at(-1);
  if (last !== undefined && !isClosedRing(members, controlStake)) return last;
  return ids.reduce((a, b) => (a < b ? a : b));
}
