import type { RemovedSet } from "../look-through/removed-set.ts";
import type { Policy } from "../policy/policy.ts";
import { possibleOwners } from "../supply/membership.ts";
import { countryName } from "../values/country-name.ts";
import type { SectorId } from "../values/identifier.ts";
import { quoted } from "../values/parse.ts";
import type { View } from "./view.ts";

/** Why a set cannot be removed from the supply of a sector; `null` when it can. */
export function removalProblem(remove: RemovedSet, view: View, policy: Policy): string | null {
  return countedElsewhere(remove, policy) ?? unknownKey(remove, view, policy.sector);
}

/** A country that counts as another has nothing of its own to lose. */
function countedElsewhere({ countries }: RemovedSet, { countAs = {}, sector }: Policy): string | null {
  const country = countries?.find((code) => countAs[code] !== undefined);
  return country === undefined ? null : `${country} counts as ${countAs[country]} in ${sector}: remove that`;
}

/** A mistyped key would remove nothing and look harmless. A country that exists may well supply nothing. */
function unknownKey(
  { owners, suppliers, countries }: RemovedSet,
  { network }: View,
  sector: SectorId,
): string | null {
  const owning = new Set(network.affiliations.flatMap((affiliation) => possibleOwners(affiliation).keys));
  const heads = new Set(
    network.affiliations.flatMap(({ owner, group }) => (owner === null ? group.head : [])),
  );
  const country = countries?.find((code) => countryName(code) === code);
  if (country !== undefined) return `"${country}" is not a country`;
  const owner = owners?.find((key) => !owning.has(key));
  if (owner !== undefined)
    return `owner ${quoted(owner)} does not occur in the supply of ${sector}, in any tier`;
  const supplier = suppliers?.find((key) => !network.graph.nodeOf.has(key) && !heads.has(key));
  return supplier === undefined
    ? null
    : `supplier ${quoted(supplier)} does not occur in the supply of ${sector}, in any tier`;
}
