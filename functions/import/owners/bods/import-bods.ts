import type { ImportPorts } from "../../ports.ts";
import { digested, type FileImport } from "../../tables/formats.ts";
import { type FileBeside, namingFile } from "../beside.ts";
import { OF_NOBODY } from "../gleif/exceptions.ts";
import { readIdTable, type SuppliersByOtherId } from "../id-table.ts";
import { importOwners, type OwnersReport } from "../import-owners.ts";
import { type MadeHolding, TOLD_BY_OTHERS, untoldHoldings, withoutOthers } from "../known-holdings.ts";
import { type HolderFacts, newHolders } from "../new-holders.ts";
import { createFateCounts, type FateCounts } from "../row-fates.ts";
import { holdingsOfClaims, untoldHolders } from "./bods-holdings.ts";
import { type Claim, type ClaimsAbove, claimsAbove } from "./claims.ts";
import { type KnownSuppliers, matchedParties, type PartyIds, partyIds } from "./identities.ts";
import { factsOf, mayBeOwned } from "./parties.ts";
import type { Records } from "./record.ts";
import { readRecords } from "./records.ts";

/**
 * Imports who holds whom from statements of the Beneficial Ownership Data Standard 0.4. Only what stands above known suppliers
 * is kept. `ids` is a table that says by which record or identifier the standard calls a supplier.
 */
export function bodsImport({ ids }: { ids?: FileBeside }) {
  return (...[bytes, ports, options]: Parameters<FileImport>): Promise<OwnersReport> =>
    digested(bytes, options, async (read, more) => {
      const known = await knownSuppliers(ids, ports);
      const fates = createFateCounts(options.file);
      const records = await readRecords(read, known, fates);
      return await importOwners(await ownersOf({ known, records, fates }, ports), ports, more);
    });
}

async function knownSuppliers(
  table: FileBeside | undefined,
  { suppliers }: Pick<ImportPorts, "suppliers">,
): Promise<KnownSuppliers> {
  const named: SuppliersByOtherId =
    table === undefined
      ? new Map()
      : await namingFile(table, (bytes) => readIdTable(bytes, "id", () => null));
  const ids = new Set([...named.values()].flat());
  for await (const { rows } of suppliers.pages()) for (const { supplierId } of rows) ids.add(supplierId);
  return { named, ids };
}

interface ReadBods {
  known: KnownSuppliers;
  records: Records;
  fates: FateCounts;
}

async function ownersOf({ known, records, fates }: ReadBods, ports: ImportPorts) {
  const idsOf = partyIds(known, records);
  const above = claimsAbove(records, { idsOf, isSupplier: (id) => known.ids.has(id) });
  const { own } = await withoutOthers(holdingsOfClaims(above.claims), ports);
  countRelationships(above, own, fates);
  const rejections = [...records.broken, ...above.rejections];
  for (const _ of rejections) fates.refuse();
  const holdings = own.map(({ holding }) => holding);
  const ends = new Set(holdings.flatMap(({ supplierId, holderId }) => [supplierId, holderId ?? supplierId]));
  const { facts, owned } = countParties(records, { ends, idsOf, fates });
  const untold = await untoldHoldings(
    untoldHolders(holdings, (id) => owned.has(id)),
    ports,
  );
  return {
    rows: [
      ...own.map(({ holding, of: [first] }) => ({ line: first?.line ?? 1, row: holding })),
      ...untold.map((row) => ({ line: 1, row })),
      ...rejections,
    ],
    // Who is not known gets no row: a row would say that nobody holds it.
    holders: await newHolders(facts.keys(), (id) => facts.get(id), ports),
    matched: matchedParties(known, records, idsOf),
    fates: [fates],
    notes: noteOf(above),
  };
}

function countRelationships(above: ClaimsAbove, own: MadeHolding<Claim[]>[], fates: FateCounts): void {
  const used = new Set(own.flatMap(({ of }) => of));
  fates.take(used.size);
  fates.leaveOut(TOLD_BY_OTHERS, above.claims.length - used.size);
  fates.leaveOut(OF_NOBODY, above.ofNobody);
  for (const [why, rows] of above.empty) fates.leaveOut(why, rows);
}

/** Counts entities and persons, and gathers what becomes of those at the ends of holdings. */
function countParties(
  { parties }: Pick<Records, "parties">,
  { ends, idsOf, fates }: { ends: ReadonlySet<string>; idsOf: PartyIds; fates: FateCounts },
): { facts: Map<string, HolderFacts>; owned: Set<string> } {
  const found = new Map<string, HolderFacts>();
  const owned = new Set<string>();
  for (const [recordId, party] of parties) {
    const used = idsOf(recordId).filter((id) => ends.has(id));
    if (used.length > 0) fates.take();
    else fates.leaveOut(OF_NOBODY);
    const facts = factsOf(recordId, party);
    for (const id of used) {
      if (facts !== undefined && !found.has(id)) found.set(id, facts);
      if (facts !== undefined && mayBeOwned(party)) owned.add(id);
    }
  }
  return { facts: found, owned };
}

function noteOf({ leftOut }: ClaimsAbove): string[] {
  if (leftOut.size === 0) return [];
  const counts = [...leftOut].sort(([, a], [, b]) => b - a).map(([type, count]) => `${type} (${count})`);
  return [`interests left out, which tell of no holding or are told elsewhere: ${counts.join(", ")}`];
}
