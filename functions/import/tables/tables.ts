import { sharedSource } from "../../../shared/mapping/usaspending.ts";
import { listsIn } from "../../../shared/policy/policies.ts";
import type { Link } from "../../../shared/supply/link.ts";
import type { Position } from "../../../shared/supply/position.ts";
import type { Supplier } from "../../../shared/supply/supplier.ts";
import { dayOf } from "../../../shared/values/day.ts";
import type { PositionKey, PositionRows } from "../../ports/rows.ts";
import type { GoodRow, ReadRow } from "../files/row.ts";
import type { RowCheck, RowKind } from "../files/row-kind.ts";
import type { ImportPorts } from "../ports.ts";
import { daysToComeWarnings } from "./days-to-come.ts";
import { checkSums } from "./exposure-sums.ts";
import { type ImportReport, warn } from "./import-report.ts";
import { checkLinkSums } from "./link-sums.ts";
import { lookAlikePositions, lookAlikeSuppliers } from "./look-alike-rows.ts";
import { misspeltNames } from "./misspelt-names.ts";
import { checkOverlaps } from "./overlapping-figures.ts";
import { createPositionFacts } from "./position-facts.ts";
import { missingSuppliers, saysNone, warningsOf } from "./supplier-warnings.ts";
import { type FileImportOptions, importFile } from "./upsert.ts";

/**
 * Stores positions, and warns of suppliers without a row: their owner and control are unknown. `onTaken` is called with the
 * positions that no check has refused, before they are stored.
 */
export async function importPositions(
  source: AsyncIterable<ReadRow<Position>>,
  { positions, suppliers, ...ports }: ImportPorts,
  options: FileImportOptions,
  onTaken?: (rows: GoodRow<Position>[]) => void,
): Promise<ImportReport> {
  const today = dayOf(ports.now());
  const facts = createPositionFacts(today);
  const kind = positionKind(positions);
  const { report } = await importFile(source, kind, ports, options, (rows) => {
    rows.forEach(facts.note);
    onTaken?.(rows);
  });
  report.waiting = facts.waiting.rows;
  warn(report, daysToComeWarnings(facts.waiting, today));
  report.newestDate = facts.newestDate();
  warn(report, await missingSuppliers(facts.sellers, suppliers));
  if (report.added > 0) warn(report, await lookAlikePositions(facts.ids, positions));
  return report;
}

function positionKind(positions: PositionRows): RowKind<Position, PositionKey> {
  return {
    nameOf: ({ sector, positionId }) => `positionId ${JSON.stringify(positionId)} of ${sector}`,
    keptOut: ({ sector, exposure }) => ({ sector, exposure }),
    store: positions,
    kind: "positions",
    sectorOf: ({ sector }) => sector,
    check: () => checkPositions(positions),
    replaces: {
      sourceOf: ({ source }) => (source === null ? null : sharedSource(source)),
      async *pages(sectors) {
        for (const sector of sectors) yield* positions.pagesOf(sector);
      },
    },
  };
}

/** Refuses what cannot be summed; of the rest, what would be counted twice. */
function checkPositions(positions: PositionRows): RowCheck<Position> {
  const sums = checkSums();
  const overlaps = checkOverlaps(positions);
  return {
    see(read, at) {
      sums.see(read, at);
      overlaps.see(read, at);
    },
    async refused(isReplacing) {
      const beyond = await sums.refused(isReplacing);
      const without = new Set(beyond.map(({ sector }) => sector));
      return [...beyond, ...(await overlaps.refused(isReplacing && beyond.length === 0, without))];
    },
  };
}

/** Stores suppliers, and warns when an owner is unknown or a restricted list is missing. */
export async function importSuppliers(
  source: AsyncIterable<ReadRow<Supplier>>,
  { suppliers, links, ...ports }: ImportPorts,
  options: FileImportOptions,
): Promise<ImportReport> {
  const nameOf = ({ supplierId }: Supplier) => `supplierId ${JSON.stringify(supplierId)}`;
  const kind = { nameOf, store: suppliers, kind: "suppliers" as const, sectorOf: every };
  const stored: Supplier[] = [];
  const { report } = await importFile(source, kind, ports, options, (rows) => {
    for (const { row } of rows) stored.push(row);
  });
  warn(report, await warningsOf(stored, { suppliers, links }, listsIn(ports.policies)));
  warn(report, await misspeltNames(stored, { policies: ports.policies, suppliers }));
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
  const replaces = { sourceOf: ({ source: named }: Link) => named, pages: () => links.pages() };
  const kind = { nameOf, store: links, kind: "links" as const, sectorOf: every, replaces };
  const ends = new Set<string>();
  const dependents = new Set<string>();
  const { report } = await importFile(checked, kind, ports, options, (rows) => {
    for (const { row } of rows) {
      ends.add(row.supplierId).add(row.upstreamId);
      dependents.add(row.supplierId);
    }
  });
  const found = await suppliers.find([...dependents].map((supplierId) => ({ supplierId })));
  warn(report, saysNone(found.filter((row) => row !== null)));
  warn(report, await missingSuppliers(ends, suppliers));
  return report;
}

/** Rows of this kind belong to every sector. */
const every = () => null;
