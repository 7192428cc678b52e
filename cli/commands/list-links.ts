import { commonTitles } from "../../shared/policy/item-names.ts";
import { type Titles, titleWithCode } from "../../shared/policy/named-group.ts";
import { type Link, linkKey } from "../../shared/supply/link.ts";
import { placeKinds } from "../../shared/supply/place.ts";
import { oneLine } from "../../shared/values/one-line.ts";
import { plainDecimal } from "../../shared/values/plain-decimal.ts";
import { countryAsked } from "../input/asked-keys.ts";
import { type AskedSuppliers, suppliersAsked } from "../input/asked-supplier.ts";
import { placesShown } from "../text/places.ts";
import type { RowForms } from "../text/row-forms.ts";
import { timeColumns } from "../text/times.ts";
import { sortedRows } from "./all-rows.ts";
import { AS_IMPORTED, type Asked, tableCommand } from "./list-table.ts";

interface ListLinksOptions {
  supplier?: string;
  upstream?: string;
  origin?: string;
}

/** A link, and what inputs are called. */
interface ListedLink extends Link {
  titles: Titles;
}

const FORMS: RowForms<ListedLink> = {
  noun: "link",
  csvColumns: ["supplierId", "input", "upstreamId", "share", "source", "originCountry", ...placeKinds],
  csv: ({ supplierId, input, upstreamId, share, source, originCountry, ...places }) => [
    ...[supplierId, input, upstreamId, plainDecimal(share), source, originCountry],
    ...placeKinds.map((kind) => places[kind] ?? null),
  ],
  json: ({ titles: _, ...link }) => link,
  ifAny: timeColumns((link) => link),
  heads: ["SUPPLIER", "INPUT", "UPSTREAM", "SHARE", "ORIGIN", "SOURCE", "PLACES"],
  fromRight: [3],
  shown: ({ supplierId, input, upstreamId, share, source, originCountry, titles, ...places }) => [
    ...[oneLine(supplierId), titleWithCode(input, titles), oneLine(upstreamId), plainDecimal(share)],
    ...[originCountry ?? "unknown", oneLine(source ?? ""), placesShown(places)],
  ],
};

/** Adds `list links`. */
export const addListLinks = tableCommand<ListLinksOptions, ListedLink>({
  name: "links",
  description: "who depends on whom: which share of an input each supplier gets from which other one",
  examples: [
    ["list links --upstream CATL --dir .chokepoint-samples", "who depends on a company, by its id or name"],
    [
      "list links --origin China --csv --dir .chokepoint-samples",
      "inputs that are made in a country, as import takes them",
    ],
  ],
  accept: (command) =>
    command
      .option("--supplier <supplier>", "who depends, by id or name")
      .option("--upstream <supplier>", "on whom, by id or name")
      .option("--origin <country>", "the input is made there: CN, China, country:China; or unknown"),
  csvIs: AS_IMPORTED,
  forms: FORMS,
  rows: listedLinks,
});

async function* listedLinks({
  options,
  policies,
  cloud,
  lose,
}: Asked<ListLinksOptions>): AsyncGenerator<ListedLink> {
  const { suppliers, links } = cloud.importPorts;
  const origin = options.origin === undefined ? undefined : countryAsked("--origin", options.origin);
  const asked = (flag: string, key: string | undefined): Promise<AskedSuppliers> | null =>
    key === undefined ? null : suppliersAsked(flag, key, "supplier", suppliers);
  const supplier = await asked("--supplier", options.supplier);
  const upstream = await asked("--upstream", options.upstream);
  const titles = commonTitles(policies);
  let isFound = false;
  for (const link of await sortedRows(links.pages(), linkKey, lose)) {
    if (supplier !== null && !supplier.has(link.supplierId)) continue;
    if (upstream !== null && !upstream.has(link.upstreamId)) continue;
    if (origin !== undefined && link.originCountry !== origin) continue;
    isFound = true;
    yield { ...link, titles };
  }
  if (isFound) return;
  supplier?.foundNothing();
  upstream?.foundNothing();
}
