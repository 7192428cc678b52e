import { listsNaming, restrictedLists } from "../../../shared/policy/restricted-lists.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { noun, someOf } from "../../../shared/values/count.ts";
import { oneLine } from "../../../shared/values/one-line.ts";
import { quoted } from "../../../shared/values/parse.ts";
import type { LinkRows, SupplierKey, SupplierRows } from "../../ports/rows.ts";
import { lookAlikeSuppliers } from "./look-alike-rows.ts";

/** What leaves the owner of a supplier unknown, or a restricted list unnamed. */
export async function warningsOf(
  stored: Supplier[],
  { suppliers, links }: { suppliers: SupplierRows; links: LinkRows },
): Promise<string[]> {
  const parents = stored.flatMap(({ parentId }) => parentId ?? []);
  return [
    ...named("a parent but no parentStake, so the owner is unknown", stored.filter(lacksStake)),
    ...named("a parentStake but no parent", stored.filter(lacksParent)),
    ...unknownLists(stored),
    ...stored.flatMap(unlisted),
    ...(await contradicted(stored, links)),
    ...(await missingSuppliers(parents, suppliers)),
  ];
}

/** Suppliers that say that their inputs do not matter, and have links that say which they are. */
async function contradicted(stored: Supplier[], links: LinkRows): Promise<string[]> {
  const silent = stored.filter(({ inputs }) => inputs === "none");
  if (silent.length === 0) return [];
  const linked = new Set<string>();
  for await (const { rows } of links.pages()) for (const { supplierId } of rows) linked.add(supplierId);
  return saysNone(silent.filter(({ supplierId }) => linked.has(supplierId)));
}

/** Of suppliers that have links, those that say that their inputs do not matter. */
export function saysNone(linked: Supplier[]): string[] {
  const silent = linked.filter(({ inputs }) => inputs === "none");
  return named('inputs "none" and links as well, so the links count', silent);
}

/** Suppliers that have no row, and those that look like them. */
export async function missingSuppliers(ids: string[], suppliers: SupplierRows): Promise<string[]> {
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

/** A list that is not known is looked at by no rule: most likely it is misspelt. */
function unknownLists(stored: Supplier[]): string[] {
  const unknown = new Set(stored.flatMap(({ lists }) => lists).filter((list) => !restrictedLists.has(list)));
  const known = [...restrictedLists.keys()].join(", ");
  return [...unknown].sort().map((list) => `"${list}" is not a restricted list that rules know: ${known}`);
}

function unlisted({ supplierId, name, lists }: Supplier): string[] {
  return listsNaming(name)
    .filter(({ id }) => !lists.includes(id))
    .map(
      ({ id, title }) =>
        `${quoted(supplierId)} (${oneLine(name)}) bears a name on ${title}, and its lists do not say ${id}`,
    );
}

const MOST_NAMED = 10;

function named(lack: string, suppliers: SupplierKey[]): string[] {
  if (suppliers.length === 0) return [];
  const names = suppliers.slice(0, MOST_NAMED).map(({ supplierId }) => quoted(supplierId));
  const have = noun(suppliers.length, "supplier has", "suppliers have");
  return [`${suppliers.length} ${have} ${lack}: ${someOf(names, MOST_NAMED, suppliers.length)}`];
}
