import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { chromiumHere } from "../test/support/chromium.ts";
import { answer, say } from "./answer.ts";
import { median } from "./measure.ts";

// How long the report page of the samples takes to open in Chromium, against an empty page that is opened by turns with it:
// from the start of the navigation until something is seen, and until all is loaded.

const ROUNDS = 15;
const EMPTY = "<!doctype html><title>Empty</title><p>Empty";

// Evaluated in the page, once it is painted.
const TIMES = `new Promise((found) => {
  const look = () => {
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    const [{ loadEventEnd }] = performance.getEntriesByType("navigation");
    if (paint && loadEventEnd > 0) found({ seen: paint.startTime, loaded: loadEventEnd });
    else setTimeout(look, 10);
  };
  look();
})`;

interface Opened {
  seen: number;
  loaded: number;
}

const executablePath = chromiumHere();
if (executablePath === null) {
  say("skipped: no Chromium is installed (apt-get install chromium)");
  answer({});
} else {
  const folder = mkdtempSync(join(tmpdir(), "chokepoint-opening-"));
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
  try {
    await compare(browser, { page: pageOfSamples(folder), empty: emptyPage(folder) });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true });
  }
}

async function compare(browser: Browser, { page, empty }: { page: string; empty: string }): Promise<void> {
  const times: { page: Opened[]; empty: Opened[] } = { page: [], empty: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.page.push(await open(browser, page));
    times.empty.push(await open(browser, empty));
  }
  const seen = median(times.page.map((time) => time.seen));
  const loaded = median(times.page.map((time) => time.loaded));
  const emptySeen = median(times.empty.map((time) => time.seen));
  const emptyLoaded = median(times.empty.map((time) => time.loaded));
  say(`the page of the samples: seen after ${seen.toFixed(0)} ms, loaded after ${loaded.toFixed(0)} ms`);
  say(`an empty page: seen after ${emptySeen.toFixed(0)} ms, loaded after ${emptyLoaded.toFixed(0)} ms`);
  answer({
    opening: {
      seenSeconds: seen / 1000,
      loadedSeconds: loaded / 1000,
      seenVsEmpty: seen / emptySeen,
      loadedVsEmpty: loaded / emptyLoaded,
    },
  });
}

/** Opens a page that the browser has not seen before. */
async function open(browser: Browser, address: string): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(address);
  const times = await page.evaluate<Opened>(TIMES);
  await context.close();
  return times;
}

function pageOfSamples(folder: string): string {
  const start = fileURLToPath(new URL("../cli/start.js", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [start], { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`npm start ended with ${status}: ${stderr}`);
  return pathToFileURL(join(folder, ".chokepoint-samples", "report.html")).href;
}

function emptyPage(folder: string): string {
  const file = join(folder, "empty.html");
  writeFileSync(file, EMPTY);
  return pathToFileURL(file).href;
}
