import type { SuppliersByOtherId } from "../id-table.ts";
import type { MatchedSuppliers } from "../import-owners.ts";
import { namesOf, ownId } from "./parties.ts";
import type { Party, Records } from "./record.ts";

/** The suppliers that a table names by other ids, and the ids of all. */
export interface KnownSuppliers {
  named: SuppliersByOtherId;
  ids: ReadonlySet<string>;
}

/** The ids of a party: those of the suppliers that it is, or one of its own. */
export type PartyIds = (recordId: string) => readonly [string, ...string[]];

/** Finds out the ids of parties, each once. */
export function partyIds(known: KnownSuppliers, { parties }: Pick<Records, "parties">): PartyIds {
  const found = new Map<string, readonly [string, ...string[]]>();
  return (recordId) => {
    const before = found.get(recordId);
    if (before !== undefined) return before;
    const ids = idsOfParty(known, recordId, parties.get(recordId));
    found.set(recordId, ids);
    return ids;
  };
}

/** The ids of one party. Without a statement about it, its record is all that is known of it. */
export function idsOfParty(
  { named, ids }: KnownSuppliers,
  recordId: string,
  party: Party | undefined,
): readonly [string, ...string[]] {
  const names = namesOf(recordId, party);
  const suppliers = new Set(names.flatMap((name) => named.get(name) ?? []));
  if (suppliers.size === 0) for (const name of names) if (ids.has(name)) suppliers.add(name);
  const [first = ownId(recordId, party), ...others] = [...suppliers].sort();
  return [first, ...others];
}

const MOST_NAMED = 20;

/** How many suppliers stand in a file. */
export function matchedParties(
  { named, ids }: KnownSuppliers,
  { parties }: Pick<Records, "parties">,
  idsOf: PartyIds,
): MatchedSuppliers {
  const found = new Set([...parties.keys()].flatMap((id) => idsOf(id).filter((one) => ids.has(one))));
  const missing = [...named.values()].flat().filter((id) => !found.has(id));
  const withId = found.size + missing.length;
  return { suppliers: ids.size, withId, found: found.size, missing: missing.sort().slice(0, MOST_NAMED) };
}
