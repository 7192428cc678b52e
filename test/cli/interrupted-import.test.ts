import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFiles } from "../../cli/input/import-files.ts";
import { type Interrupted, interruptible } from "../../cli/terminal/interrupted.ts";
import { importLines, type ListedImport } from "../../cli/text/import-text.ts";
import { nativeImports } from "../../functions/import/tables/formats.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { POSITION_COLUMNS } from "../support/files.ts";
import { objectImportWorld } from "../support/object-import.ts";

const rows = Array.from({ length: 5000 }, (_, at) => `P-${at},ai,,bess,CN,1,2026-07-01,,erp`);
const AGAIN =
  "what is stored already is left as it is; until then assessments that use it are incomplete; not begun: b.csv";

let place: Workplace;
let files: string[];
beforeAll(() => {
  place = workplace();
  const text = `${POSITION_COLUMNS}\n${rows.join("\n")}\n`;
  files = [place.file("a.csv", text), place.file("b.csv", text)];
});
afterAll(() => place.remove());

/** Imports both files, with Ctrl-C as soon as so many rows are stored. What is said of it. */
async function interruptedWhen(isTime: (stored: number) => boolean) {
  const world = objectImportWorld();
  let isSent = false;
  world.before.step = () => {
    if (isSent || !isTime(world.positions.size)) return;
    isSent = true;
    process.emit("SIGINT", "SIGINT");
  };
  const options = { replace: false, onNote: () => {}, onReport: () => {} };
  const ended = interruptible((interrupting) =>
    importFiles(files, nativeImports.positions, world.ports, { ...options, interrupting }),
  );
  const { message, exitCode } = await ended.then(
    () => ({ message: "", exitCode: 0 }),
    (error: Interrupted) => error,
  );
  return { message, exitCode, world };
}

describe("an import that Ctrl-C interrupts", () => {
  it("says how much of which file is stored and what to do, and ends with exit code 130", async () => {
    const { message, exitCode, world } = await interruptedWhen((stored) => stored > 0);
    const stored = world.positions.size;
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(5000);
    expect(message).toBe(
      `interrupted at a.csv: ${stored.toLocaleString("en")} of 5,000 positions are stored; import a.csv again: ${AGAIN}`,
    );
    expect(exitCode).toBe(130);
    const [record] = world.imports.values();
    expect(record).toMatchObject({ endedAt: null, written: { rows: { added: stored } } });
    expect([...world.markers.values()]).toMatchObject([
      { endedAt: null, until: record?.written?.stoppedAt ?? "" },
    ]);
    await importFiles(files, nativeImports.positions, world.ports, {
      replace: false,
      onNote: () => {},
      onReport: () => {},
    });
    expect(world.positions.size).toBe(5000);
  });

  it("says that nothing was written before the first row, and with --dry-run at any time", async () => {
    const read = await ended("import", "positions", "a.csv", "b.csv");
    expect(read).toMatchObject({ code: 130, stdout: "" });
    expect(read.stderr).toMatch(
      /^chokepoint: interrupted at a\.csv: (nothing of it was written|\d of 5,000 positions are stored; .*); not begun: b\.csv\n$/,
    );
    const dry = await ended("import", "positions", "a.csv", "b.csv", "--dry-run");
    expect(dry).toEqual({
      code: 130,
      stdout: "",
      stderr: "chokepoint: interrupted at a.csv: nothing was written; not begun: b.csv\n",
    });
  });

  it("says in --json which files are done, and prints nothing else", async () => {
    const { code, stdout } = await ended("import", "positions", "a.csv", "--json");
    expect(code).toBe(130);
    expect(JSON.parse(stdout)).toEqual([]);
  });
});

describe("`list imports` shows an import that did not end", () => {
  const moved = (added: number) => ({
    rows: { added, changed: 0, removed: 0 },
    exposure: { added: added * 1000, removed: 0 },
  });
  const told = (listed: Partial<ListedImport>) => {
    const one: ListedImport = {
      ...{ id: "0mx00n2sh-e57841", sector: "ai", kind: "positions", file: "a.csv", digest: "" },
      ...{ from: { via: "command line", by: "ann" }, startedAt: "2026-07-30T06:00:00.000Z", endedAt: null },
      ...{ ...moved(8), sources: [], moreSources: 0, tookFrom: [], reassigned: 0 },
      ...{ atMost: null, stoppedAt: null, isAwaited: false, confirmed: null, ...listed },
    };
    return importLines({ sector: "ai", unit: "USD", imports: [one], unreadable: 0 }, null).slice(2, -1);
  };

  it("with what is certain and what is possible, or exactly where it was interrupted", () => {
    expect(told({ atMost: moved(10) })).toEqual([
      "    at least 8 new, 0 changed, 0 removed; USD 8.0 k added, USD 0 taken away",
      "    at most 10 new, 0 changed, 0 removed; USD 10.0 k added, USD 0 taken away",
      "    did not end: it is under way, or stopped",
    ]);
    expect(told({ stoppedAt: "2026-07-30T06:01:00.000Z" })).toEqual([
      "    8 new, 0 changed, 0 removed; USD 8.0 k added, USD 0 taken away",
      "    interrupted 2026-07-30 06:01 UTC: the rest of the file was not written by it",
    ]);
  });
});

/** A command to which Ctrl-C comes as soon as it can be told of it. */
async function ended(...args: string[]) {
  const before = process.listenerCount("SIGINT");
  const timer = setInterval(() => {
    if (process.listenerCount("SIGINT") === before) return;
    clearInterval(timer);
    process.emit("SIGINT", "SIGINT");
  }, 1);
  return await place.chokepoint(...args);
}
