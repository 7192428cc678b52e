import type { CountryCode } from "../values/identifier.ts";
import type { Affiliation, OwnerGroup } from "./affiliation.ts";

/** Whether something belongs to a set: certainly, possibly (information is missing), or certainly not. */
export type Belongs = "yes" | "maybe" | "no";

/**
 * Whether the supplier's owner is one of `owners`. A company without a supplier row has no known owner, but it
 * counts as the owner of everything that it certainly controls.
 */
export function ownedBy(affiliation: Affiliation, owners: ReadonlySet<string>): Belongs {
  const { keys, isOpen } = possibleOwners(affiliation);
  const answer = allOrSome(keys, owners);
  if (!isOpen || owners.size === 0) return answer;
  return answer === "yes" && endOf(affiliation.group) === "anybody" ? "yes" : "maybe";
}

/** Who is above the highest supplier that may control the group. */
function endOf(group: OwnerGroup): Exclude<OwnerGroup["above"], Affiliation> {
  let at = group;
  while (typeof at.above === "object") at = at.above.group;
  return at.above;
}

/** Whether the supplier is controlled from one of these countries. */
export function controlledFrom(affiliation: Affiliation, countries: ReadonlySet<string>): Belongs {
  const possible = possibleControls(affiliation);
  if (!possible.isOpen) return allOrSome(possible.keys, countries);
  return countries.size === 0 ? "no" : "maybe";
}

/** Whether a restricted list names the supplier, or someone who controls it. */
export function standsOn(affiliation: Affiliation, list: string): Belongs {
  let { lists, group } = affiliation;
  if (lists.has(list)) return "yes";
  while (typeof group.above === "object") {
    ({ lists, group } = group.above);
    if (lists.has(list)) return "maybe";
  }
  return group.above === "nobody" ? "no" : "maybe";
}

/**
 * Whether a supplier with these places stands in, or delivers through, one of `wanted`. When it names several, each has a part
 * of what it delivers: it is lost when all of them are, and possibly when some are.
 */
export function placedIn(places: readonly string[] | undefined, wanted: ReadonlySet<string>): Belongs {
  if (wanted.size === 0 || places?.length === 0) return "no";
  return places === undefined ? "maybe" : allOrSome(places, wanted);
}

/** The values that something may have: one of `keys`, or, when `isOpen`, any other as well. */
export interface Possible {
  keys: string[];
  isOpen: boolean;
}

/** The possible owners of the supplier. */
export function possibleOwners({ group }: Affiliation): Possible {
  const keys: string[] = [];
  let at = group;
  for (; typeof at.above === "object"; at = at.above.group) keys.push(at.head);
  return { keys: [...keys, at.head], isOpen: at.above !== "nobody" };
}

/** The countries that the supplier may be controlled from, each once. */
export function possibleControls({ group }: Affiliation): Possible {
  const keys = new Set<string>();
  let isOpen = false;
  let at = group;
  for (; typeof at.above === "object"; at = at.above.group) add(at.country);
  add(at.above === "nobody" ? at.country : null);
  return { keys: [...keys], isOpen };

  function add(country: CountryCode | null): void {
    if (country === null) isOpen = true;
    else keys.add(country);
  }
}

function allOrSome(possible: readonly string[], wanted: ReadonlySet<string>): Belongs {
  if (possible.every((key) => wanted.has(key))) return "yes";
  return possible.some((key) => wanted.has(key)) ? "maybe" : "no";
}
