import type { Link } from "../../../shared/supply/link.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { dayOf, later } from "../../../shared/values/day.ts";
import type { PositionRows } from "../../ports/rows.ts";
import type { Page } from "../../ports/supply.ts";
import type { GoodRow, ReadRow } from "../files/row.ts";
import type { ImportPorts } from "../ports.ts";
import { datedAfter, daysToComeWarnings } from "./days-to-come.ts";
import { refuseSums } from "./exposure-sums.ts";
import { type ImportReport, warn } from "./import-report.ts";
import { checkLinkSums } from "./link-sums.ts";
import { lookAlikePositions, lookAlikeSuppliers } from "./look-alike-rows.ts";
import { refuseOverlaps } from "./overlapping-figures.ts";
import { replacingSources } from "./replacing.ts";
import { missingSuppliers, saysNone, warningsOf } from "./supplier-warnings.ts";
import { type FileImportOptions, importFile } from "./upsert.ts";

/** Stores positions, and warns of suppliers without a row: their owner and control are unknown. */
export async function importPositions(
  source: AsyncIterable<ReadRow<Position>>,
  { positions, suppliers, ...ports }: ImportPorts,
  options: FileImportOptions,
): Promise<ImportReport> {
  const nameOf = ({ sector, positionId }: Position) =>
    `positionId ${JSON.stringify(positionId)} of ${sector}`;
  const keptOut = ({ sector, exposure }: Position) => ({ sector, exposure });
  const check = async (rows: GoodRow<Position>[], isReplacing: boolean) => {
    const beyond = refuseSums(rows);
    const refused = new Set(beyond.flatMap((one) => one.rows));
    const others = rows.filter((row) => !refused.has(row));
    return [...beyond, ...(await refuseOverlaps(others, isReplacing && refused.size === 0, positions))];
  };
  const replacing = (rows: ReadonlyMap<string, Position>) =>
    replacingSources(rows, nameOf, () => pagesOfSectors(sectorsOf(rows.values()), positions));
  const kind = { nameOf, keptOut, store: positions, kind: "positions" as const, sectorsOf, check, replacing };
  const { report, rows, good } = await importFile(source, kind, ports, options, async (imported) => {
    for (const sector of sectorsOf(imported.rows.values())) options.onSector?.(sector);
  });
  const today = dayOf(ports.now());
  const waiting = datedAfter(good.values(), today);
  report.waiting = waiting.length;
  warn(report, daysToComeWarnings(waiting, today));
  report.newestDate = [...rows.values()].map(({ date }) => date).reduce(later, null);
  const sellers = [...rows.values()].flatMap(({ supplierId }) => supplierId ?? []);
  warn(report, await missingSuppliers(sellers, suppliers));
  if (report.added > 0) warn(report, await lookAlikePositions(rows.values(), positions));
  return report;
}

/** Stores suppliers, and warns when an owner is unknown or a restricted list is missing. */
export async function importSuppliers(
  source: AsyncIterable<ReadRow<Supplier>>,
  { suppliers, links, ...ports }: ImportPorts,
  options: FileImportOptions,
): Promise<ImportReport> {
  const nameOf = ({ supplierId }: Supplier) => `supplierId ${JSON.stringify(supplierId)}`;
  const kind = { nameOf, store: suppliers, kind: "suppliers" as const, sectorsOf: every };
  const { report, rows } = await importFile(source, kind, ports, options);
  const stored = [...rows.values()];
  warn(report, await warningsOf(stored, { suppliers, links }));
  if (report.added > 0)
    warn(
      report,
      await lookAlikeSuppliers(
        stored.map(({ supplierId }) => supplierId),
        suppliers,
      ),
    );
  return report;
}

/** Stores links, and warns of suppliers at either end without a row. */
export async function importLinks(
  source: AsyncIterable<ReadRow<Link>>,
  { links, suppliers, ...ports }: ImportPorts,
  options: FileImportOptions,
): Promise<ImportReport> {
  const nameOf = ({ supplierId, input, upstreamId }: Link) =>
    `the link of ${JSON.stringify(supplierId)} to ${JSON.stringify(upstreamId)} for ${input}`;
  const checked = checkLinkSums(source, links.pages(), options.replace === true);
  const replacing = (rows: ReadonlyMap<string, Link>) => replacingSources(rows, nameOf, () => links.pages());
  const kind = { nameOf, store: links, kind: "links" as const, sectorsOf: every, replacing };
  const { report, rows } = await importFile(checked, kind, ports, options);
  const ends = [...rows.values()].flatMap(({ supplierId, upstreamId }) => [supplierId, upstreamId]);
  const dependents = [...new Set([...rows.values()].map(({ supplierId }) => supplierId))];
  const found = await suppliers.find(dependents.map((supplierId) => ({ supplierId })));
  warn(report, saysNone(found.filter((row) => row !== null)));
  warn(report, await missingSuppliers(ends, suppliers));
  return report;
}

function sectorsOf(rows: Iterable<Position>): Set<string> {
  return new Set([...rows].map(({ sector }) => sector));
}

async function* pagesOfSectors(
  sectors: Iterable<string>,
  positions: PositionRows,
): AsyncGenerator<Page<Position>> {
  for (const sector of sectors) yield* positions.pagesOf(sector);
}

/** Rows of this kind belong to every sector. */
const every = () => null;
