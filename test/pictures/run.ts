import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromiumHere } from "../support/chromium.ts";
import { runScript } from "../support/command-line.ts";
import { startBrowser } from "../support/start-browser.ts";
import { DRAWN, digestOf, picturesOf } from "./pictures.ts";
import { take } from "./take.ts";

// `npm run pictures` takes the pictures of the documents from the samples, and notes what they were drawn from.

const executablePath = chromiumHere();
if (executablePath === null) throw new Error("no Chromium is installed: apt-get install chromium");
process.env.CHOKEPOINT_COMMAND = "npx chokepoint";
const folder = mkdtempSync(join(tmpdir(), "chokepoint-pictures-"));
const { code, stderr } = await runScript("cli/start.js", [], folder);
if (code !== 0) throw new Error(stderr);
const browser = await startBrowser(executablePath);
const drawn: Record<string, string> = {};
for (const picture of await picturesOf(join(folder, ".chokepoint-samples"))) {
  writeFileSync(picture.file, await take(browser, picture));
  drawn[picture.file] = digestOf(picture);
}
await browser.close();
writeFileSync(DRAWN, `${JSON.stringify(drawn, null, 2)}\n`);
rmSync(folder, { recursive: true });
