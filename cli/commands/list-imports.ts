import { ALL_DAYS } from "../../functions/ports/supply.ts";
import { BrokenPolicyError } from "../../functions/runtime/usable-policy.ts";
import type { Confirmation, ImportRecord } from "../../shared/imports/record.ts";
import { writtenBounds } from "../../shared/imports/written-bounds.ts";
import { type Policies, unitFor, unknownSector } from "../../shared/policy/policies.ts";
import { type Minor, toUnit, type Unit } from "../../shared/values/exposure.ts";
import type { SectorId } from "../../shared/values/identifier.ts";
import { nearestHint } from "../../shared/values/nearest-hint.ts";
import type { Cloud } from "../cloud/cloud.ts";
import { lastAssessmentOf } from "../cloud/last-assessment.ts";
import { UsageError } from "../input/usage-error.ts";
import { importLines, type ListedImport, type SectorImports } from "../text/import-text.ts";
import { answerCommand, type Given } from "./answer-command.ts";

interface ListImportsOptions {
  sector?: SectorId;
  row?: string;
}

/** Adds `list imports`. */
export const addListImports = answerCommand<ListImportsOptions, SectorImports[]>({
  name: "imports",
  description: "what each import changed, who brought it in, and whether it waits to be confirmed",
  examples: [
    ["list imports --sector ai --dir .chokepoint-samples", "what each file of the samples changed"],
    [
      "list imports --sector ai --row PO-17 --stack Chokepoint",
      "which import brought a position, or changed it last",
    ],
  ],
  accept: (command) =>
    command
      .option("--sector <sector>", "one sector; every sector unless given")
      .option(
        "--row <positionId>",
        "with --sector: only the import that brought this position, or changed it last",
      ),
  answer: listImports,
  lines: (found, { place }) => found.flatMap((one) => importLines(one, place)),
});

async function listImports({
  options: { sector, row },
  policies,
  inCloud,
}: Given<ListImportsOptions>): Promise<SectorImports[]> {
  if (sector !== undefined && !policies.has(sector)) throw new UsageError(unknownSector(sector, policies));
  if (row !== undefined && sector === undefined) throw new UsageError("--row needs --sector");
  // Every command warns of a policy that cannot be read. The other sectors are listed in any case.
  const known = [...policies.keys()].filter((name) => !("problem" in unitFor(policies, name)));
  const sectors = sector === undefined ? known : [sector];
  return await inCloud(async (cloud) => {
    const all: SectorImports[] = [];
    for (const name of sectors) {
      const importId = row === undefined ? undefined : await importOfRow(name, row, cloud);
      const listed = await importsOf(name, cloud, unitOf(name, policies));
      const imports = listed.imports.filter(({ id }) => importId === undefined || id === importId);
      all.push({ ...listed, imports });
    }
    return all;
  });
}

/** The unit of a sector's exposures. */
function unitOf(sector: SectorId, policies: Policies): Unit {
  const measured = unitFor(policies, sector);
  if ("problem" in measured) throw new BrokenPolicyError(measured);
  return measured.unit;
}

async function importOfRow(sector: SectorId, positionId: string, cloud: Cloud): Promise<string> {
  const { importPorts } = cloud;
  const key = { sector, positionId };
  const [[row], [importId]] = await Promise.all([
    importPorts.positions.find([key]),
    importPorts.positions.broughtBy([key]),
  ]);
  if (row == null) {
    const hint = nearestHint(positionId, await newestIds(sector, cloud), "the newest are");
    throw new UsageError(`${sector} has no position ${JSON.stringify(positionId)}; ${hint}`);
  }
  if (importId == null) {
    throw new UsageError(
      `position ${JSON.stringify(positionId)} of ${sector} was imported before provenance was kept, and has not changed since`,
    );
  }
  return importId;
}

// More would be read for a hint than for an answer.
const MOST_COMPARED = 10_000;

/** The ids of a sector's newest positions. */
async function newestIds(sector: SectorId, { positionList }: Cloud): Promise<string[]> {
  const ids: string[] = [];
  for await (const { rows } of positionList.newestFirst(sector, ALL_DAYS, () => true)) {
    ids.push(...rows.map((row) => row.positionId));
    if (ids.length >= MOST_COMPARED) break;
  }
  return ids;
}

async function importsOf(sector: SectorId, cloud: Cloud, unit: Unit): Promise<SectorImports> {
  const { lastAssessment } = await cloud.ledgers.load(sector);
  const [records, confirmations, { assessment, problems }] = await Promise.all([
    cloud.provenance.of(sector),
    cloud.provenance.confirmed(sector),
    lastAssessmentOf(sector, lastAssessment, cloud),
  ]);
  const [problem] = problems;
  const awaited = new Set(assessment?.unconfirmed?.imports.map(({ id }) => id));
  const confirmed = new Map(confirmations.rows.map((one) => [one.importId, one]));
  const imports = records.rows
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((record) => ({
      ...listedRecord(record, unit),
      isAwaited: problem === undefined ? awaited.has(record.id) && !confirmed.has(record.id) : null,
      confirmed: confirmationOf(confirmed.get(record.id)),
    }));
  const unreadable = records.unreadable.count + confirmations.unreadable.count;
  return { sector, unit, imports, unreadable, ...(problem === undefined ? {} : { problem }) };
}

function listedRecord(stored: ImportRecord, unit: Unit): Omit<ListedImport, "isAwaited" | "confirmed"> {
  const { schemaVersion: _, moved: __, reassigned = [], written, ...record } = stored;
  const { least, most, isCertain } = writtenBounds(stored);
  const inUnit = <Moved extends { added: Minor; removed: Minor }>(moved: Moved) => {
    return { ...moved, added: toUnit(moved.added, unit), removed: toUnit(moved.removed, unit) };
  };
  return {
    ...record,
    rows: least.rows,
    exposure: least.exposure && inUnit(least.exposure),
    sources: least.sources.map(inUnit),
    atMost: isCertain ? null : { rows: most.rows, exposure: most.exposure && inUnit(most.exposure) },
    stoppedAt: written?.stoppedAt ?? null,
    reassigned: reassigned.reduce((sum, { positions }) => sum + positions, 0),
  };
}

function confirmationOf(confirmation: Confirmation | undefined): ListedImport["confirmed"] {
  if (confirmation === undefined) return null;
  const { by, reason, confirmedAt } = confirmation;
  return { by, reason, confirmedAt };
}
