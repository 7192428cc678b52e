import { canonicalHoldings, holdingKey } from "../supply/holding.ts";
import { type Link, type Links, linkKey } from "../supply/link.ts";
import { placeKinds } from "../supply/place.ts";
import type { Supplier, Suppliers } from "../supply/supplier.ts";
import { canonicalTimes } from "../supply/times.ts";
import type { Basis } from "./basis.ts";

/** The current suppliers and links, and the imports that brought them, by supplier id and by `linkKey`. */
export interface SupplyNow {
  suppliers: Suppliers;
  links: Links;
  supplierImports: ReadonlyMap<string, string | null>;
  linkImports: ReadonlyMap<string, string | null>;
  /** The newest import of holdings of each supplier; absent where there are no holdings. */
  holdingImports?: ReadonlyMap<string, string | null>;
}

/** A supplier, what is held of it, or a link that has changed. */
export interface SupplyEdit {
  /** The supplier that the row or the link belongs to. */
  supplierId: string;
  /** Whether a known fact has changed. Otherwise something unknown has only become known. */
  contradicts: boolean;
  /** Whether a rule may see it. None measures stock, recovery or places. */
  movesRules: boolean;
  /**
   * The import that brought the current state; `null` when it is not known, for example for a link that is
   * gone.
   */
  importId: string | null;
  what:
    | { kind: "supplier"; before: Supplier; after: Supplier | null }
    | { kind: "holding"; before: Supplier; after: Supplier }
    | { kind: "link"; before: Link | null; after: Link | null };
}

/**
 * What has changed in the suppliers of a basis and in their links, including new links. Empty when the basis
 * did not store them.
 */
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

function supplierEdit(before: Supplier, now: SupplyNow): SupplyEdit[] {
  const { suppliers, supplierImports } = now;
  const after = suppliers.get(before.supplierId) ?? null;
  const ofHoldings = after === null ? [] : holdingEdit(before, after, now);
  const isSame = after !== null && isSameSupplier(before, after);
  if (isSame && saysSameOfDelivery(before, after)) return ofHoldings;
  const { supplierId } = before;
  const importId = supplierImports.get(supplierId) ?? null;
  const what = { kind: "supplier" as const, before, after };
  return [
    {
      supplierId,
      contradicts: after === null || contradicts(before, after),
      movesRules: !isSame,
      importId,
      what,
    },
    ...ofHoldings,
  ];
}

/** What is held of a supplier has changed. Whoever holds it otherwise contradicts what was told before. */
function holdingEdit(before: Supplier, after: Supplier, { holdingImports }: SupplyNow): SupplyEdit[] {
  const [was = null, is = null] = [before, after].map(
    ({ holdings }) => holdings && canonicalHoldings(holdings),
  );
  if (was === is) return [];
  const { supplierId } = before;
  const stays = new Set(after.holdings?.map(holdingKey));
  const isAnyGone = before.holdings?.some((holding) => !stays.has(holdingKey(holding))) === true;
  // The import that removed a holding is not among those that brought the others.
  const importId = isAnyGone ? null : (holdingImports?.get(supplierId) ?? null);
  return [
    { supplierId, contradicts: true, movesRules: true, importId, what: { kind: "holding", before, after } },
  ];
}

function isSameSupplier(a: Supplier, b: Supplier): boolean {
  const facts = ({ country, parentId, parentStake, lists, inputs }: Supplier) =>
    JSON.stringify([country, parentId, parentStake, [...lists].sort(), inputs]);
  return facts(a) === facts(b);
}

/** Whether places, stock and recovery are the same. */
function saysSameOfDelivery(a: Supplier | Link, b: Supplier | Link): boolean {
  const places = (one: Supplier | Link) =>
    placeKinds.map((kind) => (one[kind] === undefined ? null : [one[kind]].flat().sort()));
  const said = (one: Supplier | Link) => JSON.stringify([...places(one), ...canonicalTimes(one)]);
  return said(a) === said(b);
}

/**
 * Whether a known fact has changed. When something unknown becomes known, the new bounds lie within the old
 * ones.
 */
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
  if (isSame && saysSameOfDelivery(before, after)) return [];
  const contradicts =
    before !== null &&
    (after === null ||
      before.share !== after.share ||
      (before.originCountry !== null && before.originCountry !== after.originCountry));
  return [{ supplierId, contradicts, movesRules: !isSame, importId, what: { kind: "link", before, after } }];
}
