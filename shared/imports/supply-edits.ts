import type { Fold } from "../supply/fold.ts";
import { type Link, type Links, linkKey } from "../supply/link.ts";
import type { Supplier, Suppliers } from "../supply/supplier.ts";
import type { Basis } from "./basis.ts";
import type { ImportRecord } from "./record.ts";

/** Suppliers and links as they are, and the imports that brought them, by supplier id and by `linkKey`. */
export interface SupplyNow {
  suppliers: Suppliers;
  links: Links;
  supplierImports: ReadonlyMap<string, string | null>;
  linkImports: ReadonlyMap<string, string | null>;
}

/** One field of a supplier, or one link, that is not what it was. */
export interface SupplyEdit {
  /** The supplier whose row, or whose link, it is. */
  supplierId: string;
  /** Whether it is other than what was known; else it only tells what nobody knew. */
  contradicts: boolean;
  /** The import that brought what it is now; `null` where nothing says so, as for a link that is gone. */
  importId: string | null;
  what:
    | { kind: "supplier"; before: Supplier; after: Supplier | null }
    | { kind: "link"; before: Link | null; after: Link | null };
}

/** All that suppliers and links of a basis, and those that have come beside them, are not any more. */
export function supplyEdits(basis: Pick<Basis, "suppliers" | "links">, now: SupplyNow): SupplyEdit[] {
  if (basis.suppliers === null || basis.links === null) return [];
  const ofSuppliers = basis.suppliers.flatMap((before) => supplierEdit(before, now));
  const then = new Map(basis.links.map((link) => [linkKey(link), link]));
  const depending = new Set([
    ...basis.suppliers.map(({ supplierId }) => supplierId),
    ...sellersIn(basis.links),
  ]);
  const current = [...depending].flatMap((id) => now.links.get(id) ?? []);
  const found = new Map(current.map((link) => [linkKey(link), link]));
  const ofLinks = [...new Set([...then.keys(), ...found.keys()])].flatMap((key) =>
    linkEdit(then.get(key) ?? null, found.get(key) ?? null, now.linkImports.get(key) ?? null),
  );
  return [...ofSuppliers, ...ofLinks];
}

function sellersIn(links: Link[]): string[] {
  return links.map(({ supplierId }) => supplierId);
}

function supplierEdit(before: Supplier, { suppliers, supplierImports }: SupplyNow): SupplyEdit[] {
  const after = suppliers.get(before.supplierId) ?? null;
  if (after !== null && isSameSupplier(before, after)) return [];
  const { supplierId } = before;
  const importId = supplierImports.get(supplierId) ?? null;
  const what = { kind: "supplier" as const, before, after };
  return [{ supplierId, contradicts: after === null || contradicts(before, after), importId, what }];
}

function isSameSupplier(a: Supplier, b: Supplier): boolean {
  const facts = ({ country, parentId, parentStake, lists, inputs }: Supplier) =>
    JSON.stringify([country, parentId, parentStake, [...lists].sort(), inputs]);
  return facts(a) === facts(b);
}

/** Whether something that was known is now otherwise. What only becomes known lies within the bounds of before. */
function contradicts(before: Supplier, after: Supplier): boolean {
  const isOther = (field: "country" | "parentStake") =>
    before[field] !== null && before[field] !== after[field];
  const isOffList = before.lists.some((list) => !after.lists.includes(list));
  const isOtherParent = before.parentId !== after.parentId;
  const isOtherInputs = before.inputs === "none" && after.inputs === null;
  return isOther("country") || isOther("parentStake") || isOtherParent || isOffList || isOtherInputs;
}

function linkEdit(before: Link | null, after: Link | null, importId: string | null): SupplyEdit[] {
  const supplierId = (after ?? before)?.supplierId;
  if (supplierId === undefined) return [];
  const isSame =
    before !== null &&
    after !== null &&
    before.share === after.share &&
    before.originCountry === after.originCountry;
  if (isSame) return [];
  const contradicts =
    before !== null &&
    (after === null ||
      before.share !== after.share ||
      (before.originCountry !== null && before.originCountry !== after.originCountry));
  return [{ supplierId, contradicts, importId, what: { kind: "link", before, after } }];
}

/** The exposure of suppliers of whom, or behind whom, unconfirmed imports changed what was known; and these imports. */
export function editedExposure({
  baseline,
  fold,
  supply,
  records,
  confirmed,
}: {
  baseline: Basis;
  fold: Fold;
  supply: SupplyNow;
  records: ImportRecord[];
  confirmed: ReadonlySet<string>;
}): { exposure: number; imports: Set<string> } {
  const imports = new Set<string>();
  const edited = new Set<string>();
  for (const { supplierId, contradicts: isOther, importId, what } of supplyEdits(baseline, supply)) {
    if (!isOther) continue;
    const by = importId === null || what.after === null ? removersOf(what.kind, records) : [importId];
    const unconfirmed = by.filter((id) => !confirmed.has(id));
    if (unconfirmed.length === 0) continue;
    edited.add(supplierId);
    for (const id of unconfirmed) imports.add(id);
  }
  const reached = edited.size === 0 ? new Set<string>() : thoseBefore(edited, baseline, supply);
  let exposure = 0;
  for (const cell of fold.cells.values()) {
    if (cell.supplierId !== null && reached.has(cell.supplierId)) exposure += cell.exposure;
  }
  return { exposure, imports };
}

/** The imports that may have taken a row away. */
function removersOf(kind: "supplier" | "link", records: ImportRecord[]): string[] {
  const file = kind === "supplier" ? "suppliers" : "links";
  return records.filter((one) => one.kind === file && one.rows.removed > 0).map(({ id }) => id);
}

/** Everybody who hangs on some of these, by a link or an owner, then or now; they themselves as well. */
function thoseBefore(
  edited: ReadonlySet<string>,
  basis: Pick<Basis, "suppliers" | "links">,
  { suppliers, links }: Pick<SupplyNow, "suppliers" | "links">,
): Set<string> {
  const dependents = new Map<string, string[]>();
  const note = (on: string | null, who: string) => {
    if (on === null) return;
    const known = dependents.get(on);
    if (known === undefined) dependents.set(on, [who]);
    else known.push(who);
  };
  for (const { parentId, supplierId } of [...(basis.suppliers ?? []), ...suppliers.values()]) {
    note(parentId, supplierId);
  }
  for (const { supplierId, upstreamId } of [...(basis.links ?? []), ...[...links.values()].flat()]) {
    note(upstreamId, supplierId);
  }
  const reached = new Set(edited);
  for (const id of reached) for (const dependent of dependents.get(id) ?? []) reached.add(dependent);
  return reached;
}
