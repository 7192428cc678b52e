import { loadSupply } from "../../functions/reading/load-supply.ts";
import { type Listings, listingsOf } from "../../shared/policy/listings.ts";
import { listsIn } from "../../shared/policy/policies.ts";
import { resolveOwnership } from "../../shared/supply/ownership.ts";
import { placeKinds } from "../../shared/supply/place.ts";
import type { Supplier, Suppliers } from "../../shared/supply/supplier.ts";
import { type Day, dayOf } from "../../shared/values/day.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { plainDecimal } from "../../shared/values/plain-decimal.ts";
import { countryAsked } from "../input/asked-keys.ts";
import { restrictedListAsked } from "../input/asked-list.ts";
import { suppliersAsked } from "../input/asked-supplier.ts";
import { placesCell, placesShown } from "../text/places.ts";
import type { RowForms } from "../text/row-forms.ts";
import { timeColumns } from "../text/times.ts";
import { AS_IMPORTED, type Asked, tableCommand } from "./list-table.ts";

interface ListSuppliersOptions {
  country?: string;
  list?: string;
  owner?: string;
}

/** A supplier as it is stored, and what follows from everything that is stored. */
interface ListedSupplier {
  stored: Supplier;
  /** Its owner today; `null` when that is not known. */
  owner: string | null;
  /** The restricted lists that it is on today. */
  listedToday: readonly string[];
}

const COLUMNS = [
  ...["supplierId", "name", "country", "parentId", "parentStake", "lists", "inputs"],
  ...placeKinds,
] as const;

const FORMS: RowForms<ListedSupplier> = {
  noun: "supplier",
  csvColumns: COLUMNS,
  csv: ({ stored: { supplierId, name, country, parentId, parentStake, lists, inputs, ...places } }) => {
    const stake = parentStake === null ? null : plainDecimal(parentStake);
    return [
      supplierId,
      name,
      country,
      parentId,
      stake,
      lists.join(";"),
      inputs,
      ...placeKinds.map((kind) => placesCell(places[kind])),
    ];
  },
  json: ({ stored: { holdings: _, ...stored }, owner, listedToday }) => ({ ...stored, owner, listedToday }),
  ifAny: timeColumns(({ stored }) => stored),
  heads: ["SUPPLIER", "NAME", "COUNTRY", "OWNER", "LISTS TODAY", "INPUTS", "PLACES"],
  shown: ({ stored: { supplierId, name, country, inputs, ...places }, owner, listedToday }) => [
    oneLine(supplierId),
    oneLine(name),
    country ?? "unknown",
    owner === supplierId ? "itself" : owner === null ? "unknown" : oneLine(owner),
    listedToday.join(", "),
    inputs ?? "",
    placesShown(places),
  ],
};

/** Adds `list suppliers`. */
export const addListSuppliers = tableCommand<ListSuppliersOptions, ListedSupplier>({
  name: "suppliers",
  description: "every supplier, by id, with its owner and its restricted lists as of today",
  examples: [
    ["list suppliers --owner CATL --dir .chokepoint-samples", "the companies of an owner, on the samples"],
    ["list suppliers --list 1260h --dir .chokepoint-samples", "who is on a restricted list today"],
    ["list suppliers --country China --csv", "who has its headquarters in a country, as a table"],
  ],
  accept: (command) =>
    command
      .option("--country <country>", "its headquarters: CN, China, country:China; or unknown")
      .option("--list <list>", "on this restricted list today, or by its row: 1260h")
      .option(
        "--owner <owner>",
        "owned by this company, by id or name, by stakes of half or more; or unknown",
      ),
  csvIs: AS_IMPORTED,
  forms: FORMS,
  rows: listedSuppliers,
});

async function* listedSuppliers(asked: Asked<ListSuppliersOptions>): AsyncGenerator<ListedSupplier> {
  const { options, policies, cloud, lose } = asked;
  const today = dayOf(new Date());
  const country = options.country === undefined ? undefined : countryAsked("--country", options.country);
  const list = options.list === undefined ? undefined : restrictedListAsked(options.list, listsIn(policies));
  const owners =
    options.owner === undefined
      ? null
      : await suppliersAsked("--owner", options.owner, "owner", cloud.importPorts.suppliers);
  const { suppliers, unreadable } = await loadSupply({ ...cloud, links: { pages: noPages } }, today);
  lose(unreadable);
  const listed = listedSupplier(suppliers, listingsOf(suppliers, listsIn(policies)), today);
  let isFound = false;
  for (const id of [...suppliers.keys()].sort()) {
    const one = listed(id);
    const isAsked = [
      country === undefined || one.stored.country === country,
      list === undefined || [...one.stored.lists, ...one.listedToday].includes(list),
      owners === null || owners.has(one.owner),
    ].every(Boolean);
    if (isAsked) yield one;
    isFound ||= isAsked;
  }
  if (!isFound) owners?.foundNothing();
}

const CONTROL_STAKE = 0.5;

function listedSupplier(suppliers: Suppliers, { on }: Listings, today: Day): (id: string) => ListedSupplier {
  const { affiliationOf } = resolveOwnership(suppliers, CONTROL_STAKE);
  const onLists = on(today);
  return (id) => {
    const stored = suppliers.get(id);
    if (stored === undefined) throw new RangeError(`${id} is no supplier`);
    return { stored, owner: affiliationOf(id).owner, listedToday: onLists.get(id)?.lists ?? [] };
  };
}

async function* noPages(): AsyncGenerator<never> {}
