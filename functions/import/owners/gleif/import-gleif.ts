import type { Holding } from "../../../../shared/supply/holding.ts";
import type { GoodRow } from "../../files/row.ts";
import type { ImportPorts } from "../../ports.ts";
import { digested, type FileImport } from "../../tables/formats.ts";
import type { FileBeside } from "../beside.ts";
import { readBeside } from "../beside.ts";
import { importOwners, type OwnersReport } from "../import-owners.ts";
import { TOLD_BY_OTHERS, untoldHoldings, withoutOthers } from "../known-holdings.ts";
import { type HolderFacts, newHolders } from "../new-holders.ts";
import { createFateCounts, type FateCounts } from "../row-fates.ts";
import { controlsOf } from "./controls.ts";
import { readEntities } from "./entities.ts";
import { type ExceptionsFound, OF_NOBODY, readExceptions } from "./exceptions.ts";
import { controlHoldings, type IdsOf, unknownParents, untoldParent } from "./gleif-holdings.ts";
import { type Above, everyoneAbove, isParentTold } from "./parents.ts";
import { type Relationships, readRelationships } from "./relationships.ts";
import { type Seeds, seedsByLei } from "./seeds.ts";

/** The files of GLEIF beside the relationship records, and the table of the LEIs of suppliers, as far as they are given. */
export interface GleifFiles {
  exceptions?: FileBeside;
  entities?: FileBeside;
  leis?: FileBeside;
}

/**
 * Imports who controls whom from the relationship records of GLEIF's golden copy. Accounts of a company that are fully part of
 * those of another mean that the other one controls it; they tell no share. Only what stands above known suppliers is kept.
 */
export function gleifImport(files: GleifFiles) {
  return (...[bytes, ports, options]: Parameters<FileImport>): Promise<OwnersReport> =>
    digested(bytes, options, async (read, more) => {
      const told = await readGleif(read, files, { ports, file: options.file });
      return await importOwners(await ownersOf(told, ports), ports, more);
    });
}

/** All that the files tell of those above the suppliers. */
interface ToldByGleif {
  seeds: Seeds;
  relationships: Relationships;
  above: Above;
  exceptions: ExceptionsFound;
  facts: ReadonlyMap<string, HolderFacts>;
  fates: { relationships: FateCounts; exceptions: FateCounts | null; entities: FateCounts | null };
}

async function readGleif(
  bytes: AsyncIterable<Uint8Array>,
  files: GleifFiles,
  { ports, file }: { ports: ImportPorts; file: string },
): Promise<ToldByGleif> {
  const seeds = await seedsByLei(files.leis, ports);
  const fates = createFateCounts(file);
  const relationships = await readRelationships(bytes, fates);
  const above = everyoneAbove(seeds.byLei.keys(), relationships);
  const asked = (lei: string) => {
    if (!above.told.has(lei)) return "no";
    return isParentTold(above, lei) ? "a parent is told" : "yes";
  };
  const exceptions = await readBeside(files.exceptions, (read, counts) =>
    readExceptions(read, asked, counts),
  );
  const isAbove = (lei: string) => above.told.has(lei);
  const entities = await readBeside(files.entities, (read, counts) => readEntities(read, isAbove, counts));
  return {
    seeds,
    relationships,
    above,
    exceptions: exceptions?.found ?? new Map(),
    facts: entities?.found ?? new Map(),
    fates: { relationships: fates, exceptions: exceptions?.fates ?? null, entities: entities?.fates ?? null },
  };
}

async function ownersOf(told: ToldByGleif, ports: ImportPorts) {
  const { seeds, above, exceptions, facts, relationships, fates } = told;
  const idsOf: IdsOf = (lei) => {
    const [first = lei, ...others] = seeds.byLei.get(lei) ?? [];
    return [first, ...others];
  };
  const rows = [...(await controlRows(told, idsOf, ports)), ...(await exceptionRows(told, idsOf, ports))];
  rows.push(...(await untoldRows(told, idsOf, rows, ports)));
  const rejections = [...relationships.broken, ...above.rejections];
  for (const _ of rejections) fates.relationships.refuse();
  const leiOf = new Map([...above.told.keys()].flatMap((lei) => idsOf(lei).map((id) => [id, lei] as const)));
  const ends = rows.flatMap(({ row }) => [row.supplierId, row.holderId ?? row.supplierId]);
  const isFound = (lei: string) => isParentTold(above, lei) || exceptions.has(lei) || facts.has(lei);
  return {
    rows: [...rows, ...rejections],
    holders: await newHolders(ends, (id) => facts.get(leiOf.get(id) ?? id), ports),
    matched: seeds.matched(isFound),
    fates: Object.values(fates).filter((one) => one !== null),
  };
}

async function controlRows(
  { above, exceptions, relationships, fates: { relationships: fates } }: ToldByGleif,
  idsOf: IdsOf,
  ports: ImportPorts,
): Promise<GoodRow<Holding>[]> {
  const controls = controlsOf(above, (lei) => exceptions.has(lei));
  for (const [why, rows] of controls.unused) fates.leaveOut(why, rows);
  fates.leaveOut("the same again", above.repeated);
  let ofNobody = 0;
  for (const [child, told] of relationships.byChild) if (!above.told.has(child)) ofNobody += told.length;
  fates.leaveOut(OF_NOBODY, ofNobody);
  const { own } = await withoutOthers(controlHoldings(controls, idsOf), ports);
  const claims = new Set([...controls.certain, ...controls.possible]);
  const used = new Set(own.map(({ of }) => of));
  fates.take(used.size);
  fates.leaveOut(TOLD_BY_OTHERS, claims.size - used.size);
  return own.map(({ holding, of: { line } }) => ({ line, row: holding }));
}

async function exceptionRows(
  { exceptions, fates: { exceptions: fates } }: ToldByGleif,
  idsOf: IdsOf,
  ports: ImportPorts,
): Promise<GoodRow<Holding>[]> {
  const { own } = await withoutOthers(unknownParents(exceptions, idsOf), ports);
  const used = new Set(own.map(({ of }) => of));
  for (const [lei, { rows }] of exceptions)
    if (used.has(lei)) fates?.take(rows);
    else fates?.leaveOut(TOLD_BY_OTHERS, rows);
  return own.map(({ holding }) => ({ line: 1, row: holding }));
}

/** For companies of which nothing is told. */
async function untoldRows(
  { above, facts }: ToldByGleif,
  idsOf: IdsOf,
  rows: readonly GoodRow<Holding>[],
  ports: ImportPorts,
): Promise<GoodRow<Holding>[]> {
  const told = new Set(rows.map(({ row }) => row.supplierId));
  const holders = new Set(rows.map(({ row }) => row.holderId));
  const silent = [...above.told.keys()].flatMap((lei) =>
    idsOf(lei)
      .filter((id) => !told.has(id) && (holders.has(id) || facts.has(lei)))
      .map((id) => ({ of: id, holding: untoldParent(id) })),
  );
  return (await untoldHoldings(silent, ports)).map((row) => ({ line: 1, row }));
}
