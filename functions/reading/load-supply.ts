import { suppliersOn } from "../../shared/supply/holder-table.ts";
import type { Holding } from "../../shared/supply/holding.ts";
import { type Link, type Links, linkKey } from "../../shared/supply/link.ts";
import type { Supplier, Suppliers } from "../../shared/supply/supplier.ts";
import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { Day } from "../../shared/values/day.ts";
import type { HoldingStore, LinkStore, Page, SupplierStore } from "../ports/supply.ts";

/** Who supplies whom: suppliers by id, links by the supplier that depends on them, and what could not be read. */
export interface Supply {
  suppliers: Suppliers;
  /** The same suppliers with the holdings of all days; the same map where nothing has holdings. */
  suppliersEver: Suppliers;
  links: Links;
  unreadable: Unreadable;
  /** The imports that brought suppliers, by id, and links, by `linkKey`; `null` for rows that are older than provenance. */
  supplierImports: Map<string, string | null>;
  linkImports: Map<string, string | null>;
  /** The newest import of holdings of each supplier, by its id. */
  holdingImports: Map<string, string | null>;
}

/**
 * Every supplier with its holdings, and every link. With `asOf`, the holdings are those of that day. Holdings of a company
 * without a supplier row tell nothing: the import has named it.
 */
export async function loadSupply(
  ports: { suppliers: SupplierStore; links: LinkStore; holdings?: HoldingStore },
  asOf: Day | null = null,
): Promise<Supply> {
  const suppliers = new Map<string, Supplier>();
  const links = new Map<string, Link[]>();
  const supplierImports = new Map<string, string | null>();
  const linkImports = new Map<string, string | null>();
  const held = new Map<string, Holding[]>();
  const holdingImports = new Map<string, string | null>();
  const unreadable = await Promise.all([
    eachRow(ports.suppliers.pages(), (supplier, importId) => {
      suppliers.set(supplier.supplierId, supplier);
      supplierImports.set(supplier.supplierId, importId);
    }),
    eachRow(ports.links.pages(), (link, importId) => {
      linkImports.set(linkKey(link), importId);
      const own = links.get(link.supplierId);
      if (own === undefined) links.set(link.supplierId, [link]);
      else own.push(link);
    }),
    eachRow(ports.holdings?.pages() ?? noPages(), (holding, importId) => {
      const { supplierId } = holding;
      const own = held.get(supplierId);
      if (own === undefined) held.set(supplierId, [holding]);
      else own.push(holding);
      holdingImports.set(supplierId, newer(holdingImports.get(supplierId), importId));
    }),
  ]);
  for (const [id, holdings] of held) {
    const supplier = suppliers.get(id);
    if (supplier !== undefined) suppliers.set(id, { ...supplier, holdings });
  }
  return {
    suppliers: asOf === null ? suppliers : suppliersOn(suppliers, asOf),
    suppliersEver: suppliers,
    links,
    supplierImports,
    linkImports,
    holdingImports,
    unreadable: mergeUnreadable(unreadable),
  };
}

async function* noPages(): AsyncGenerator<Page<Holding>> {}

/** The later of two imports: their ids begin with their time. */
function newer(one: string | null | undefined, other: string | null): string | null {
  return one == null || (other !== null && other > one) ? other : one;
}

/** Calls `take` for every readable row and its import. Returns what could not be read. */
async function eachRow<Row>(
  pages: AsyncIterable<Page<Row>>,
  take: (row: Row, importId: string | null) => void,
): Promise<Unreadable> {
  let bad = NOTHING_UNREADABLE;
  for await (const { rows, unreadable, broughtBy = [] } of pages) {
    for (const [at, row] of rows.entries()) take(row, broughtBy[at] ?? null);
    bad = mergeUnreadable([bad, unreadable]);
  }
  return bad;
}
