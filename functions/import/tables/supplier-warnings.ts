import { type Resemblance, resemblances } from "../../../shared/policy/resemblances.ts";
import type { RestrictedLists } from "../../../shared/policy/restricted-lists.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { listedPeriod } from "../../../shared/text/listed-period.ts";
import { nameList } from "../../../shared/text/name-list.ts";
import { noun, someOf } from "../../../shared/values/count.ts";
import { oneLine } from "../../../shared/values/one-line.ts";
import { quoted } from "../../../shared/values/parse.ts";
import type { LinkRows, SupplierKey, SupplierRows } from "../../ports/rows.ts";
import { lookAlikeSuppliers } from "./look-alike-rows.ts";

/** Warnings about suppliers: their owner is unknown, or a restricted list is missing. */
export async function warningsOf(
  stored: Supplier[],
  { suppliers, links }: { suppliers: SupplierRows; links: LinkRows },
  lists: RestrictedLists,
): Promise<string[]> {
  const parents = stored.flatMap(({ parentId }) => parentId ?? []);
  return [
    ...named("a parent but no parentStake, so the owner is unknown", stored.filter(lacksStake)),
    ...named("a parentStake but no parent", stored.filter(lacksParent)),
    ...unknownLists(stored, lists),
    ...unlistedWarnings(stored, lists),
    ...(await contradicted(stored, links)),
    ...(await missingSuppliers(parents, suppliers)),
  ];
}

/** Warns of suppliers with `inputs` "none" that have links all the same. */
async function contradicted(stored: Supplier[], links: LinkRows): Promise<string[]> {
  const silent = stored.filter(({ inputs }) => inputs === "none");
  if (silent.length === 0) return [];
  const linked = new Set<string>();
  for await (const { rows } of links.pages()) for (const { supplierId } of rows) linked.add(supplierId);
  return saysNone(silent.filter(({ supplierId }) => linked.has(supplierId)));
}

/** Warns of those among suppliers with links that have `inputs` "none". */
export function saysNone(linked: Supplier[]): string[] {
  const silent = linked.filter(({ inputs }) => inputs === "none");
  return named('inputs "none" and links as well, so the links count', silent);
}

/** Warns of ids without a supplier row, and of suppliers that look like them. */
export async function missingSuppliers(ids: Iterable<string>, suppliers: SupplierRows): Promise<string[]> {
  const keys = [...new Set(ids)].map((supplierId) => ({ supplierId }));
  const found = await suppliers.find(keys);
  const missing = keys.filter((_, index) => found[index] === null);
  if (missing.length === 0) return [];
  return [
    ...named("no supplier row, so owner and control are unknown", missing),
    ...(await lookAlikeSuppliers(missing.map(idOf), suppliers)),
  ];
}

function idOf({ supplierId }: SupplierKey): string {
  return supplierId;
}

function lacksStake({ parentId, parentStake }: Supplier): boolean {
  return parentId !== null && parentStake === null;
}

function lacksParent({ parentId, parentStake }: Supplier): boolean {
  return parentId === null && parentStake !== null;
}

/** Warns of lists that no rule knows: most likely their names are misspelt. */
function unknownLists(stored: Supplier[], { lists: ofRules }: RestrictedLists): string[] {
  const unknown = new Set(stored.flatMap(({ lists }) => lists).filter((list) => !ofRules.has(list)));
  const known = [...ofRules.keys()].join(", ");
  return [...unknown].sort().map((list) => `"${list}" is not a restricted list that rules know: ${known}`);
}

/** Warns of suppliers with a name that stands on a list which their row does not name. */
function unlistedWarnings(stored: Supplier[], lists: RestrictedLists): string[] {
  const resembling = resemblances(lists);
  return stored.flatMap((supplier) =>
    resembling(supplier).map((one) => unlistedWarning(supplier, one, lists)),
  );
}

function unlistedWarning(
  { supplierId, name }: Supplier,
  { list, entries }: Resemblance,
  { lists }: RestrictedLists,
): string {
  const title = lists.get(list)?.title ?? list;
  const who = `${quoted(supplierId)} (${oneLine(name)}) bears a name on ${title}`;
  if (entries.length === 0) return `${who}, and its lists do not say ${list}`;
  return `${who}, so it counts as on ${list} ${nameList(entries.map(listedPeriod))}`;
}

const MOST_SUPPLIERS_NAMED = 10;

function named(lack: string, suppliers: SupplierKey[]): string[] {
  if (suppliers.length === 0) return [];
  const names = suppliers.slice(0, MOST_SUPPLIERS_NAMED).map(({ supplierId }) => quoted(supplierId));
  const have = noun(suppliers.length, "supplier has", "suppliers have");
  return [`${suppliers.length} ${have} ${lack}: ${someOf(names, MOST_SUPPLIERS_NAMED, suppliers.length)}`];
}
