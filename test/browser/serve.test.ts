import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SimulateResult } from "../../functions/simulate/simulate.ts";
import { faultsOf, ONLY_COLOURS } from "../support/axe.ts";
import { chromiumHere } from "../support/chromium.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { copySamples } from "../support/sample-folder.ts";
import { type Served, served } from "../support/served.ts";
import { isAsShipped } from "../support/shipped-policies.ts";
import { startBrowser } from "../support/start-browser.ts";

const executablePath = chromiumHere();
const RULE = "china-look-through";

describe.skipIf(executablePath === null || !isAsShipped("ai"))("the served pages in Chromium", () => {
  let place: Workplace;
  let browser: Browser;
  let pages: Served;

  beforeAll(async () => {
    place = workplace();
    await copySamples(place, "--dir", ".chokepoint");
    pages = await served(place.folder);
    browser = await startBrowser(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.stop();
    place?.remove();
  });

  /** Does something with a page, and returns what the browser said meanwhile. */
  async function opened(path: string, work: (page: Page) => Promise<void>): Promise<string[]> {
    const page = await browser.newPage();
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    await page.goto(pages.url + path);
    await work(page);
    await page.close();
    return said;
  }

  it("answers what if by keyboard alone, with the numbers of simulate", async () => {
    const said = await opened("what-if", async (page) => {
      await page.getByLabel("As of").focus();
      await page.keyboard.type("2026-07-31");
      await page.keyboard.press("Tab");
      await page.keyboard.type("country:China");
      await page.keyboard.press("Enter");
      await page.waitForURL(/remove=country/);
      const { stdout } = await place.spawned(
        ...["simulate", "--sector", "ai", "--remove", "country:CN", "--as-of", "2026-07-31", "--json"],
      );
      const { loss } = JSON.parse(stdout).scopes[0];
      expect(await page.locator("#answer data").getAttribute("value")).toBe(`${loss.lower} ${loss.upper}`);
    });
    expect(said).toEqual([]);
  });

  it("answers a move to a new source and another limit by keyboard alone, with the numbers of simulate", async () => {
    const said = await opened("what-if?sector=ai&asOf=2026-07-31", async (page) => {
      await page.getByLabel("How much").focus();
      for (const text of ["20%", "bess", "catl", "North Cells", "Sweden", "none", RULE, "critical", "90%"]) {
        await page.keyboard.type(text);
        if (text !== "90%") await page.keyboard.press("Tab");
      }
      await page.keyboard.press("Enter");
      await page.waitForURL(/amount=20/);
      const asked = ["--move", "20%:bess:catl:North Cells:SE:none", "--limit", `${RULE}:critical=90%`];
      const { stdout } = await place.spawned(
        ...["simulate", "--sector", "ai", ...asked, "--as-of", "2026-07-31", "--json"],
      );
      const { rules }: SimulateResult = JSON.parse(stdout);
      const told = rules?.find(({ rule }) => rule === RULE);
      const row = page.locator("tr", { hasText: told?.title ?? "" }).first();
      const values = await row
        .locator("data")
        .evaluateAll((all) => all.map((one) => one.getAttribute("value")));
      expect(values).toEqual(
        [told?.before, told?.after].map((side) => `${side?.observed?.lower} ${side?.observed?.upper}`),
      );
      expect(await row.textContent()).toContain("limit 90 %");
      expect(await page.getByLabel("To whom").first().inputValue()).toBe("North Cells");
    });
    expect(said).toEqual([]);
  });

  it("silences an alert from the report, and lifts it again", async () => {
    const said = await opened("", async (page) => {
      await page.locator('a[href*="rule=china-look-through"]', { hasText: "silence" }).first().click();
      await page.getByLabel("Until").fill("2999-01-01");
      await page.getByLabel("Why").fill("a new source is on its way");
      await page.getByRole("button", { name: "Silence" }).click();
      await page.getByText("until 2999-01-01").waitFor();
      await page.getByRole("button", { name: /^Lift/ }).click();
      await page.getByText("ai: none").waitFor();
    });
    expect(said).toEqual([]);
  });

  it.each([
    "what-if?sector=ai&remove=country:China&asOf=2026-07-31",
    "what-if?sector=ai&asOf=2026-07-31&remove=country:China&amount=20%25&item=bess&from=catl&to=lg&rule=one-owner-lost&level=critical&value=60%25",
    "inbox",
    "acknowledgements",
    "silences",
  ])("/%s can be used by everybody: axe finds nothing, in light and in dark", async (path) => {
    for (const colorScheme of ["light", "dark"] as const) {
      const said = await opened(path, async (page) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width: 320, height: 640 });
        const width = await page.evaluate("document.documentElement.scrollWidth");
        expect(width).toBe(320);
        expect(await faultsOf(page, colorScheme === "light" ? {} : ONLY_COLOURS)).toEqual([]);
      });
      expect(said).toEqual([]);
    }
  });
});
