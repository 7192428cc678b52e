import type { RemovedSet } from "../look-through/removed-set.ts";
import { companiesNamed, companyHint, type NamesOf } from "../policy/named-company.ts";
import { listsFor } from "../policy/own-lists.ts";
import type { Policy } from "../policy/policy.ts";
import { NOBODY } from "../supply/affiliation.ts";
import { possibleOwners } from "../supply/membership.ts";
import { certainControllerOf } from "../supply/ownership.ts";
import { countryName } from "../values/country-name.ts";
import type { SectorId } from "../values/identifier.ts";
import { nearestHint } from "../values/nearest-hint.ts";
import { oneLine } from "../values/one-line.ts";
import { quoted } from "../values/parse.ts";
import { removablePlaces } from "./removable-places.ts";
import type { View } from "./view.ts";

/**
 * A set with the ids of the owners and suppliers that it names: by id, by an id in other capitals, or by name. Or why it
 * cannot be removed: a mistyped key would remove nothing and look harmless. A country that exists may well supply nothing. The
 * companies are those of all views: who sells nothing after a move still has its name.
 */
export function removableSet(
  { countries, owners = [], suppliers = [], lists, ...others }: RemovedSet,
  views: readonly View[],
  policy: Policy,
  namesOf: NamesOf,
): RemovedSet | { problem: string } {
  const problem = countryProblem(countries, policy) ?? listProblem(lists, policy);
  if (problem !== null) return { problem };
  const affiliations = views.flatMap(({ network }) => network.affiliations);
  const ids = views.flatMap(({ network }) => network.graph.ids);
  const owning = affiliations.flatMap((affiliation) => possibleOwners(affiliation).keys);
  const heads = affiliations.flatMap(({ owner, group }) => (owner === null ? group.head : []));
  const controlled = owners.map((name) => controlledProblem(name, new Set(owning), views, namesOf));
  const controlledOne = controlled.find((one) => one !== null);
  if (controlledOne !== undefined) return { problem: controlledOne };
  const asOwners = removedCompanies("owner", owners, owning, policy.sector, namesOf);
  if ("problem" in asOwners) return asOwners;
  const asSuppliers = removedCompanies("supplier", suppliers, [...ids, ...heads], policy.sector, namesOf);
  if ("problem" in asSuppliers) return asSuppliers;
  const places = removablePlaces(others, views, policy.sector);
  if ("problem" in places) return places;
  return {
    ...places,
    ...(lists === undefined ? {} : { lists }),
    ...(countries === undefined ? {} : { countries }),
    ...field("owners", asOwners),
    ...field("suppliers", asSuppliers),
  };
}

function field(name: "owners" | "suppliers", { ids }: { ids: string[] }): RemovedSet {
  return ids.length === 0 ? {} : { [name]: ids };
}

function countryProblem(countries: RemovedSet["countries"], { countAs = {}, sector }: Policy): string | null {
  const elsewhere = countries?.find((code) => countAs[code] !== undefined);
  // A country that counts as another has nothing of its own to lose.
  if (elsewhere !== undefined)
    return `${elsewhere} counts as ${countAs[elsewhere]} in ${sector}: remove that`;
  const unknown = countries?.find((code) => countryName(code) === code);
  return unknown === undefined ? null : `"${unknown}" is not a country`;
}

function listProblem(asked: RemovedSet["lists"], policy: Policy): string | null {
  const { lists } = listsFor(policy);
  const unknown = asked?.find((list) => !lists.has(list));
  if (unknown === undefined) return null;
  return `${quoted(unknown)} is no restricted list; ${nearestHint(unknown, lists.keys())}`;
}

/** Why a name that stands for suppliers, and for no owner, removes no owner; `null` when it is not so. */
function controlledProblem(
  name: string,
  owning: ReadonlySet<string>,
  views: readonly View[],
  namesOf: NamesOf,
): string | null {
  if (companiesNamed(name, owning, namesOf).length > 0) return null;
  for (const { network } of views) {
    const { ids, nodeOf } = network.graph;
    const affiliationOf = (id: string) => network.affiliations[nodeOf.get(id) ?? -1] ?? NOBODY;
    for (const id of companiesNamed(name, new Set(ids), namesOf)) {
      const by = certainControllerOf(id, { affiliationOf });
      if (by === null) continue;
      const [called = by] = [namesOf(by)].flat();
      const shown = called === by ? quoted(by) : `${quoted(by)} (${oneLine(called)})`;
      return `owner ${quoted(name)} is controlled by ${shown}: remove that owner, or ${quoted(id)} as a supplier`;
    }
  }
  return null;
}

function removedCompanies(
  kind: "owner" | "supplier",
  asked: readonly string[],
  known: readonly string[],
  sector: SectorId,
  namesOf: NamesOf,
): { ids: string[] } | { problem: string } {
  const ids = new Set(known);
  const found: string[] = [];
  for (const name of asked) {
    const [id, ...others] = companiesNamed(name, ids, namesOf);
    if (id === undefined) {
      const hint = companyHint(name, ids, namesOf);
      return {
        problem: `${kind} ${quoted(name)} does not occur in the supply of ${sector}, in any tier${hint}`,
      };
    }
    if (others.length > 0) {
      return {
        problem: `${kind} ${quoted(name)} is ${[id, ...others].join(" or ")}: name one of them by its id`,
      };
    }
    found.push(id);
  }
  return { ids: [...new Set(found)] };
}
