import type { ImportPorts } from "../../functions/import/ports.ts";
import type { ImportReport } from "../../functions/import/tables/import-report.ts";
import { importPositions } from "../../functions/import/tables/tables.ts";
import type { ImportedRows, PositionKey } from "../../functions/ports/rows.ts";
import { recompute } from "../../functions/recompute/recompute.ts";
import type { ImportRecord } from "../../shared/imports/record.ts";
import type { SectorResult } from "../../shared/recompute/result.ts";
import type { Position } from "../../shared/supply/position.ts";
import { NOTHING_UNREADABLE } from "../../shared/supply/unreadable.ts";
import { type Process, stepping } from "./crashing.ts";
import { type MemoryPorts, memoryRefusals, type ReadablePorts } from "./memory.ts";
import { memoryMarkerRows } from "./memory-markers.ts";
import { chinaPolicy, positionOf } from "./samples.ts";

// Nothing here is about how much an import may move before somebody is asked.
const policies = new Map([["ai", chinaPolicy("ai", { importGuard: 1_000_000 })]]);

/** A file of positions: each row is its id, its country and what it is worth in dollars. */
type FileRows = readonly string[];

/** Who imports a file, and how. */
export interface Importing {
  file: string;
  rows: FileRows;
  replace?: boolean;
  runner?: string;
  stop?: AbortSignal;
}

/** Imports a file into a world, each row that is written a step of a process. */
export function importInto(
  world: MemoryPorts,
  process: Process,
  { file, rows, replace = false, runner = "lambda-1", stop }: Importing,
): Promise<ImportReport> {
  const read = rows.map((row, at) => {
    const [positionId = "", originCountry = "", dollars = ""] = row.split(" ");
    const exposure = Number(dollars) * 100;
    return { line: at + 2, row: positionOf({ positionId, originCountry, exposure, source: file }) };
  });
  const source = async function* () {
    yield* read;
  };
  return importPositions(source(), importPorts(world, process), {
    ...{ file, replace, runner },
    ...(stop === undefined ? {} : { stop }),
  });
}

/** A run of the day of the world's clock. */
export async function runIn(world: MemoryPorts, process?: Process): Promise<SectorResult> {
  const ports = process === undefined ? world : stepping<ReadablePorts>(world, process);
  const [result] = await recompute(
    {},
    { ...ports, now: ticking(world) },
    { policies, version: "1.2.3", place: null },
  );
  if (result === undefined) throw new Error("no result");
  // Nobody but imports changes anything here, so nothing may ever be taken for gone without one.
  if (result.assessment.missing !== undefined) {
    throw new Error(`taken for missing: ${JSON.stringify(result.assessment.missing)}`);
  }
  return result;
}

function importPorts(world: MemoryPorts, process: Process): ImportPorts {
  const { stored } = world;
  const written: Pick<ImportPorts, "refusals" | "imports" | "markers"> = {
    refusals: memoryRefusals(stored.refusals),
    imports: {
      find: async (keys) => keys.map(() => null),
      async put(records: ImportRecord[]) {
        const ids = new Set(records.map(({ id }) => id));
        const others = stored.provenance.imports.filter(({ id }) => !ids.has(id));
        stored.provenance.imports.splice(0, Number.POSITIVE_INFINITY, ...others, ...structuredClone(records));
      },
      remove: async () => {},
    },
    markers: memoryMarkerRows(stored.markers),
  };
  return {
    ...stepping(written, process),
    policies,
    positions: positionRows(world, process),
    suppliers: { ...NO_ROWS, pages: noPages },
    links: { ...NO_ROWS, pages: noPages },
    now: ticking(world),
  };
}

/** The world's clock, which goes on with each look: no two moments of it are the same. */
function ticking({ clock }: MemoryPorts): () => Date {
  return () => {
    clock.now = new Date(clock.now.getTime() + 1);
    return clock.now;
  };
}

async function* noPages() {
  yield { rows: [], unreadable: NOTHING_UNREADABLE };
}

const NO_ROWS = {
  find: async (keys: unknown[]) => keys.map(() => null),
  broughtBy: async (keys: unknown[]) => keys.map(() => null),
  put: async () => {},
  remove: async () => {},
};

const PAGE_ROWS = 1000;

/** The stored positions, written and removed one by one: between any two of them others may go on. */
function positionRows({ stored }: MemoryPorts, process: Process): ImportPorts["positions"] {
  const rows: ImportedRows<Position, PositionKey> = {
    find: async (keys) =>
      keys.map((key) => {
        const found = stored.positions.find((row) => isOf(row, key));
        return found === undefined ? null : withoutImport(found);
      }),
    broughtBy: async (keys) =>
      keys.map((key) => {
        const found = stored.positions.find((row) => isOf(row, key));
        return found === undefined ? null : importOf(found);
      }),
    async put(all, importId) {
      for (const row of all) {
        await process.step("positions.put", async () => {
          stored.positions = [
            ...stored.positions.filter((other) => !isOf(other, row)),
            { ...row, importId } as Position,
          ];
        });
      }
    },
    async remove(keys) {
      for (const key of keys) {
        await process.step("positions.remove", async () => {
          stored.positions = stored.positions.filter((row) => !isOf(row, key));
        });
      }
    },
  };
  return {
    ...rows,
    async *pagesOf(sector) {
      const own = stored.positions.filter((row) => row.sector === sector);
      for (let at = 0; at === 0 || at < own.length; at += PAGE_ROWS) {
        const page = own.slice(at, at + PAGE_ROWS);
        const rows = page.map(withoutImport);
        yield { rows, unreadable: NOTHING_UNREADABLE, broughtBy: page.map(importOf) };
      }
    },
  };
}

function isOf(row: Position, { sector, positionId }: PositionKey): boolean {
  return row.sector === sector && row.positionId === positionId;
}

/** The import that brought a stored row: it stands in the row, as in its item. */
function importOf(row: Position & { importId?: string }): string | null {
  return row.importId ?? null;
}

function withoutImport(row: Position & { importId?: string }): Position {
  const { importId: _, ...position } = row;
  return position;
}
