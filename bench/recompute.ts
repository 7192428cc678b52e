import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { openPolicyFolder } from "../functions/runtime/policy-folder.ts";
import { sha256 } from "../functions/runtime/sha256.ts";
import { assess } from "../shared/assessment/assess.ts";
import { listingsOf } from "../shared/policy/listings.ts";
import { soundPolicies } from "../shared/policy/policies.ts";
import { shippedLists } from "../shared/policy/restricted-lists.ts";
import { emptyFold } from "../shared/supply/fold.ts";
import { type FoldedPosition, foldPositions } from "../shared/supply/fold-positions.ts";
import type { Link } from "../shared/supply/link.ts";
import type { Supplier } from "../shared/supply/supplier.ts";
import { windowEnding } from "../shared/values/day.ts";
import { asMinor } from "../shared/values/exposure.ts";
import { cpuSeconds, randomFrom } from "./measure.ts";

// What a recompute computes once its rows have come in: the fold, the assessment, and the text that is stored. It is
// measured by what drives it, each size in a process of its own, against the first size of the same run. The heap of such a
// process is as large as fits into the memory of the function.

/** How large a sector is. `cells` are distinct pairs of item, supplier, origin and program. */
interface Size {
  positions: number;
  cells: number;
  suppliers: number;
  owners: number;
  links: number;
}

interface Cost {
  foldSeconds: number;
  assessSeconds: number;
  peakMb: number;
  storedKb: number;
}

const FIRST: Size = { positions: 100_000, cells: 10_000, suppliers: 1000, owners: 100, links: 2000 };
const MANY = { positions: 1_000_000 };
const SIZES: Size[] = [
  FIRST,
  { ...FIRST, ...MANY },
  { ...FIRST, ...MANY, cells: 100_000 },
  { ...FIRST, ...MANY, cells: 500_000 },
  { ...FIRST, ...MANY, cells: 1_000_000 },
  { ...FIRST, ...MANY, cells: 500_000, suppliers: 10_000, owners: 1000, links: 20_000 },
  { ...FIRST, ...MANY, cells: 1_000_000, suppliers: 10_000, owners: 1000, links: 20_000 },
  { ...FIRST, ...MANY, cells: 300_000, suppliers: 50_000, owners: 5000, links: 100_000 },
  { ...FIRST, ...MANY, cells: 1_000_000, suppliers: 50_000, owners: 5000, links: 100_000 },
  { ...FIRST, suppliers: 10_000, owners: 100, links: 20_000 },
  { ...FIRST, suppliers: 10_000, owners: 1000, links: 20_000 },
  { ...FIRST, suppliers: 10_000, owners: 10_000, links: 20_000 },
  { ...FIRST, suppliers: 10_000, owners: 1000, links: 200_000 },
];
// Of 1,769 MB of the function; the rest is for what is not on the heap.
const HEAP_MB = 1450;
const COUNTRIES = ["CN", "US", "KR", "JP", "DE", "HU", "MY", null];
const ITEMS = ["bess", "ups-battery", "rack-bbu", "cell"];
const DAY = "2026-07-31";

const { size } = parseArgs({ options: { size: { type: "string" } } }).values;
if (size === undefined) measureAll();
else process.stdout.write(JSON.stringify(await costOf(JSON.parse(size))));

function measureAll(): void {
  const count = (number: number) => number.toLocaleString("en-US").padStart(11);
  const seconds = (number: number) => `${number.toFixed(1)} s`.padStart(10);
  const heads = ["positions", "cells", "suppliers", "owners", "links"].map((head) => head.padStart(11));
  const measured = ["fold", "assess", "peak", "stored"].map((head) => head.padStart(10));
  process.stdout.write(`${[...heads, ...measured, "times the first".padStart(18)].join("")}\n`);

  let first: number | undefined;
  for (const size of SIZES) {
    const cost = measureApart(size);
    if (cost === "out of memory") {
      process.stdout.write(
        `${Object.values(size).map(count).join("")}  more than the heap of ${HEAP_MB} MB\n`,
      );
      continue;
    }
    const sum = cost.foldSeconds + cost.assessSeconds;
    first ??= sum;
    const cells = [
      ...Object.values(size).map(count),
      seconds(cost.foldSeconds),
      seconds(cost.assessSeconds),
      `${cost.peakMb.toFixed(0)} MB`.padStart(10),
      `${cost.storedKb.toFixed(0)} kB`.padStart(10),
      (sum / first).toFixed(1).padStart(18),
    ];
    process.stdout.write(`${cells.join("")}\n`);
  }
}

/** Seconds of CPU, and memory at its peak, of a process that does nothing else. */
function measureApart(size: Size): Cost | "out of memory" {
  const self = fileURLToPath(import.meta.url);
  const args = [`--max-old-space-size=${HEAP_MB}`, self, "--size", JSON.stringify(size)];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (stderr.includes("heap out of memory")) return "out of memory";
  if (status !== 0) throw new Error(`${JSON.stringify(size)} ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

async function costOf(size: Size): Promise<Cost> {
  const folder = fileURLToPath(new URL("../policies", import.meta.url));
  const policy = soundPolicies(openPolicyFolder(folder).policies).find(({ sector }) => sector === "ai");
  if (policy === undefined) throw new Error("there is no policy of the sector ai");
  const random = randomFrom(20260731);
  const suppliers = new Map(Array.from({ length: size.suppliers }, (_, at) => supplierOf(at, size)));
  const links = Map.groupBy(
    Array.from({ length: size.links }, () => linkOf(size, random)),
    ({ supplierId }) => supplierId,
  );
  const window = windowEnding(DAY, policy.windowDays);
  const fold = emptyFold();
  const foldSeconds = await cpuSeconds(() => foldPositions(fold, positionsOf(size), window));
  let stored = 0;
  const assessSeconds = await cpuSeconds(() => {
    const foldsBefore = new Map();
    const { assessment } = assess({
      policy,
      fold,
      foldsBefore,
      suppliers,
      listings: listingsOf(suppliers, shippedLists),
      links,
      window,
      version: "bench",
      digest: sha256,
    });
    stored = gzipSync(JSON.stringify(assessment)).length;
  });
  const peakMb = process.resourceUsage().maxRSS / 1024;
  return { foldSeconds, assessSeconds, peakMb, storedKb: stored / 1000 };
}

/** One by one, as pages bring them: all of them are never in memory. The programs make as many cells as asked for. */
function* positionsOf({ positions, cells, suppliers }: Size): Generator<FoldedPosition> {
  for (let at = 0; at < positions; at += 1) {
    const cell = at % cells;
    yield {
      item: ITEMS[cell % ITEMS.length] ?? "bess",
      supplierId: `s${cell % suppliers}`,
      originCountry: COUNTRIES[cell % COUNTRIES.length] ?? null,
      exposure: asMinor(10_000 + (at % 977)),
      date: DAY,
      periodStart: null,
      program: `p${Math.floor(cell / suppliers)}`,
      source: null,
    };
  }
}

function supplierOf(at: number, { owners }: Size): [string, Supplier] {
  const supplierId = `s${at}`;
  const parentId = at < owners ? null : `s${at % owners}`;
  const country = COUNTRIES[at % COUNTRIES.length] ?? null;
  const parentStake = parentId === null ? null : 1;
  return [
    supplierId,
    { supplierId, name: `Supplier ${at}`, country, parentId, parentStake, lists: [], inputs: null },
  ];
}

/** Up to three inputs of a supplier, mostly upstream; one link in a thousand leads back, so that there are rings. */
function linkOf({ suppliers }: Size, random: () => number): Link {
  const from = Math.floor(random() * (suppliers - 1));
  const isBack = random() < 0.001;
  const to = isBack ? Math.floor(random() * from) : from + 1 + Math.floor(random() * (suppliers - from - 1));
  return {
    supplierId: `s${from}`,
    input: `input-${Math.floor(random() * 3)}`,
    upstreamId: `s${Math.min(to, suppliers - 1)}`,
    originCountry: null,
    share: 0.1,
    source: null,
  };
}
