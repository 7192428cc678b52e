import { type Link, type Links, linkKey } from "../../shared/supply/link.ts";
import type { Supplier, Suppliers } from "../../shared/supply/supplier.ts";
import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { LinkStore, Page, SupplierStore } from "../ports/supply.ts";

/** Who supplies whom: suppliers by id, links by the supplier that depends on them, and what could not be read. */
export interface Supply {
  suppliers: Suppliers;
  links: Links;
  unreadable: Unreadable;
  /** The imports that brought suppliers, by id, and links, by `linkKey`; `null` for rows that are older than provenance. */
  supplierImports: Map<string, string | null>;
  linkImports: Map<string, string | null>;
}

/** Every supplier and every link. */
export async function loadSupply(ports: { suppliers: SupplierStore; links: LinkStore }): Promise<Supply> {
  const suppliers = new Map<string, Supplier>();
  const links = new Map<string, Link[]>();
  const supplierImports = new Map<string, string | null>();
  const linkImports = new Map<string, string | null>();
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
  ]);
  return { suppliers, links, supplierImports, linkImports, unreadable: mergeUnreadable(unreadable) };
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
