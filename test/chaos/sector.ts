import { until } from "../endpoint/steps.ts";
import type { Deployed, Item } from "./deployed.ts";
import type { Inbox } from "./inbox.ts";
import { newsBetween, type Open, openAfter } from "./oracle.ts";
import { csvOf, type Row } from "./rows.ts";
import { LIMITS, type SectorName } from "./sectors.ts";
import { type Complaint, judge } from "./verdict.ts";

/** A sector under trial: what was put for it, and what must have been told of it by now. */
export interface Sector {
  name: SectorName;
  /** Puts a file of positions. With `replace`, rows that the file held before and holds no longer are removed. */
  put(file: string, rows: readonly Row[], replace?: "replace"): Promise<void>;
  /** Waits until every file that was put has been written to its end, decided on or not. */
  imported(): Promise<void>;
  /** Says that a file is there whole, however it came there. */
  holds(file: string, rows: readonly Row[]): void;
  /** Waits until every file has been imported and decided on, and takes what is stored then as a state of its own. */
  settle(): Promise<string>;
  /** Waits until no import stands in a marker. */
  settleMarkers(): Promise<string>;
  /** What is wrong with what was told up to now. */
  complaints(): Complaint[];
}

interface Put {
  key: string;
  version: string | undefined;
}

/** Follows a sector. Where runs are killed or do not hear an answer, a bulletin may be sent twice under its id. */
export function followSector(
  name: SectorName,
  { deployed, inbox, mayRepeat }: { deployed: Deployed; inbox: Inbox; mayRepeat: boolean },
): Sector {
  const stored = new Map<string, Row & { file: string }>();
  const due: string[] = [];
  let open: Open = new Set();
  let waiting: Put[] = [];

  const holds = (file: string, rows: readonly Row[]) => {
    for (const row of rows) stored.set(row.positionId, { ...row, file });
  };
  const takeState = () => {
    const after = openAfter(stored.values(), LIMITS, open);
    const news = newsBetween(open, after);
    due.push(...news);
    open = after;
    return news;
  };
  const settleMarkers = async () => {
    await until(`the end of all imports of ${name}`, () => isQuiet(name, waiting, deployed), 240, 500);
    waiting = [];
    await inbox.settle();
    const news = takeState();
    return news.length === 0 ? "nothing to tell" : news.join(", ");
  };
  return {
    name,
    holds,
    async put(file, rows, replace) {
      const key = `positions/${replace === undefined ? "" : "replace/"}${file}`;
      const version = await deployed.put(key, csvOf(rows, file));
      const kept = new Set(rows.map(({ positionId }) => positionId));
      for (const [id, row] of stored) {
        if (replace !== undefined && row.file === file && !kept.has(id)) stored.delete(id);
      }
      holds(file, rows);
      waiting = [...waiting.filter((put) => put.key !== key), { key, version }];
    },
    settle: settleMarkers,
    async settleMarkers() {
      waiting = [];
      return await settleMarkers();
    },
    async imported() {
      const isOver = async () => ((await areImported(name, waiting, deployed)) ? "imported" : null);
      await until(`the imports of ${name}`, isOver, 180, 300);
    },
    complaints: () => [
      ...judge(inbox.bulletinsOf(name), { news: due, mayRepeat }),
      ...judge(inbox.changesOf(name), { news: due, mayRepeat: true }).map(({ kind, what }) => ({
        kind,
        what: `${what}, on the bus`,
      })),
    ],
  };
}

/** Whether each file has been written to its end, and a run has decided on all that was. */
async function isQuiet(sector: string, waiting: Put[], deployed: Deployed): Promise<"quiet" | null> {
  if (!(await areImported(sector, waiting, deployed))) return null;
  return (await deployed.beside(sector, "importing#")).length === 0 ? "quiet" : null;
}

async function areImported(sector: string, waiting: Put[], deployed: Deployed): Promise<boolean> {
  const records = (await deployed.beside(sector, "import#")).map(recordIn);
  return waiting.every(({ key, version }) =>
    records.some(({ from, endedAt }) => endedAt !== null && from.key === key && from.version === version),
  );
}

interface Record {
  from: { key?: string; version?: string };
  endedAt: string | null;
}

function recordIn({ record }: Item): Record {
  return JSON.parse(record?.S ?? '{"from":{},"endedAt":null}');
}
