import type { Affiliation, OwnerGroup } from "./ownership.ts";

/** Whether something belongs to a set: certainly, possibly (an answer is missing), or certainly not. */
export type Belongs = "yes" | "maybe" | "no";

/**
 * Whether the supplier's owner is among these. One that nothing is known above of counts as the owner of what it
 * certainly controls: a company without a row still owns what it owns.
 */
export function ownedBy(affiliation: Affiliation, owners: ReadonlySet<string>): Belongs {
  const { keys, isOpen } = possibleOwners(affiliation);
  const answer = allOrSome(keys, owners);
  if (!isOpen || owners.size === 0) return answer;
  return answer === "yes" && endOf(affiliation.group) === "anybody" ? "yes" : "maybe";
}

/** Who is above the highest who may control the group. */
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

/** Whether the supplier stands on a restricted list, itself or through someone who controls it. */
export function standsOn(affiliation: Affiliation, list: string): Belongs {
  let { lists, group } = affiliation;
  if (lists.has(list)) return "yes";
  while (typeof group.above === "object") {
    ({ lists, group } = group.above);
    if (lists.has(list)) return "maybe";
  }
  return group.above === "nobody" ? "no" : "maybe";
}

/** What something may be: one of `keys`, or, if it is open, any other as well. */
export interface Possible {
  keys: string[];
  isOpen: boolean;
}

/** Who may be the supplier's owner. */
export function possibleOwners({ group }: Affiliation): Possible {
  const keys: string[] = [];
  let at = group;
  for (; typeof at.above === "object"; at = at.above.group) keys.push(at.head);
  return { keys: [...keys, at.head], isOpen: at.above !== "nobody" };
}

/** From where the supplier may be controlled, each country once. */
export function possibleControls({ group }: Affiliation): Possible {
  const keys = new Set<string>();
  let isOpen = false;
  let at = group;
  for (; typeof at.above === "object"; at = at.above.group) add(at.country);
  add(at.above === "nobody" ? at.country : null);
  return { keys: [...keys], isOpen };

  function add(country: string | null): void {
    if (country === null) isOpen = true;
    else keys.add(country);
  }
}

function allOrSome(possible: string[], wanted: ReadonlySet<string>): Belongs {
  if (possible.every((key) => wanted.has(key))) return "yes";
  return possible.some((key) => wanted.has(key)) ? "maybe" : "no";
}
