import { ALL_DAYS, type Page } from "../../functions/ports/supply.ts";
import { loadSupply } from "../../functions/reading/load-supply.ts";
import { atMost } from "../../functions/runtime/at-most.ts";
import { createColumnTexts } from "../../shared/supply/position-columns.ts";
import type { Supplier, Suppliers } from "../../shared/supply/supplier.ts";
import { mergeUnreadable, NOTHING_UNREADABLE, type Unreadable } from "../../shared/supply/unreadable.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import type { Cloud } from "./cloud.ts";

/** Where a company is named in the stored data. */
type PartyRole = "supplier" | "holder";

/** A company that the stored data name. */
export interface NamedParty {
  supplierId: string;
  /** Its name; where it has no supplier row, its id is all that is known. */
  name: string;
  country: Supplier["country"];
  hasRow: boolean;
  roles: PartyRole[];
}

/** All companies that the stored data name, by id. */
export interface NamedParties {
  parties: NamedParty[];
  suppliers: Suppliers;
  unreadable: Unreadable;
}

/**
 * Reads every company that is named as a supplier (by its row, a link or a position of one of the sectors) or as a holder (by a
 * holding or as a parent). Positions are read for the ids of suppliers without a row only, and none of them is kept.
 */
export async function namedParties(cloud: Cloud, sectors: readonly SectorId[]): Promise<NamedParties> {
  const roles = new Map<string, Set<PartyRole>>();
  const note = (id: string | null, role: PartyRole) => {
    if (id === null) return;
    const own = roles.get(id) ?? new Set();
    roles.set(id, own.add(role));
  };
  const { suppliers, links, unreadable } = await loadSupply(cloud);
  for (const { supplierId, parentId } of suppliers.values()) {
    note(supplierId, "supplier");
    note(parentId, "holder");
  }
  for (const [supplierId, own] of links) {
    note(supplierId, "supplier");
    for (const { upstreamId } of own) note(upstreamId, "supplier");
  }
  const lost = [unreadable];
  for await (const { rows } of cloud.holdings?.pages() ??
    noPages<{ supplierId: string; holderId: string | null }>())
    for (const { supplierId, holderId } of rows) {
      note(supplierId, "supplier");
      note(holderId, "holder");
    }
  for (const sector of sectors) {
    const { ids, unreadable: bad } = await suppliersOf(cloud, sector);
    for (const id of ids) note(id, "supplier");
    lost.push(bad);
  }
  const parties = [...roles].map(([supplierId, own]) =>
    partyOf(supplierId, [...own], suppliers.get(supplierId)),
  );
  parties.sort((a, b) => (a.supplierId < b.supplierId ? -1 : 1));
  return { parties, suppliers, unreadable: mergeUnreadable(lost) };
}

function partyOf(supplierId: string, roles: PartyRole[], row: Supplier | undefined): NamedParty {
  const { name = supplierId, country = null } = row ?? {};
  return { supplierId, name, country, hasRow: row !== undefined, roles: roles.sort().reverse() };
}

const SHARDS_AT_ONCE = 4;

/** The ids of all suppliers of a sector's positions. */
async function suppliersOf(
  { positions }: Cloud,
  sector: SectorId,
): Promise<{ ids: string[]; unreadable: Unreadable }> {
  const texts = createColumnTexts();
  let bad = NOTHING_UNREADABLE;
  await atMost(SHARDS_AT_ONCE, positions.columns(sector, ALL_DAYS, texts), async (pages) => {
    for await (const { unreadable } of pages) bad = mergeUnreadable([bad, unreadable]);
  });
  const ids = Array.from({ length: texts.supplierId.size() }, (_, at) => texts.supplierId.textOf(at));
  return { ids: ids.filter((id) => id !== null), unreadable: bad };
}

async function* noPages<Row>(): AsyncGenerator<Page<Row>> {}
