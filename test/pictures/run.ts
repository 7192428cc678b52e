import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { chromiumHere } from "../support/chromium.ts";
import { runScript } from "../support/command-line.ts";

// `npm run pictures` takes the pictures of the documents from the samples: docs/report.png, the head of the report page.

const SIZE = { width: 1120, height: 915 };

const executablePath = chromiumHere();
if (executablePath === null) throw new Error("no Chromium is installed: apt-get install chromium");
const folder = mkdtempSync(join(tmpdir(), "chokepoint-pictures-"));
const { code, stderr } = await runScript("cli/start.ts", [], folder);
if (code !== 0) throw new Error(stderr);
const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: SIZE, colorScheme: "light" });
await page.goto(pathToFileURL(join(folder, ".chokepoint-samples", "report.html")).href);
await page.screenshot({ path: "docs/report.png" });
await browser.close();
rmSync(folder, { recursive: true });
