import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { faultsOf, ONLY_COLOURS } from "../support/axe.ts";
import { chromiumHere } from "../support/chromium.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { copySamples } from "../support/sample-folder.ts";
import { isAsShipped } from "../support/shipped-policies.ts";
import { startBrowser } from "../support/start-browser.ts";

const executablePath = chromiumHere();
const AS_OF = "2026-07-31";

// Evaluated in the page: what has the focus, among all that should be reached, and whether this is seen.
const FOCUSED = `({
  place: [...document.querySelectorAll("a, summary, .scroll")].indexOf(document.activeElement),
  outline: getComputedStyle(document.activeElement).outlineStyle,
})`;

// Evaluated in the page: the height of the smallest letters in its drawings, in pixels of the screen.
const SMALLEST_LETTERS = `Math.min(...[...document.querySelectorAll("svg text")].filter((one) => one.checkVisibility()).map((one) => {
  const drawing = one.ownerSVGElement;
  return parseFloat(getComputedStyle(one).fontSize) * (drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width);
}))`;

// Evaluated in the page: links that stand alone, and are lower than a finger needs (WCAG 2.2, 2.5.8).
const LOW_LINKS = `[...document.querySelectorAll("nav a, .csv, .minute dt a, summary, .scroll small a")].filter((one) => {
  const { height } = one.getBoundingClientRect();
  return height > 0 && height < 24;
}).map((one) => one.textContent)`;

// Evaluated in the page: texts of a drawing that stand on one another.
const OVERLAPS = `[...document.querySelectorAll("svg")].flatMap((drawing) => {
  const texts = [...drawing.querySelectorAll("text")].filter((one) => one.checkVisibility());
  const boxes = texts.map((one) => one.getBoundingClientRect());
  return texts.flatMap((one, at) => texts.slice(at + 1).flatMap((other, after) => {
    const [a, b] = [boxes[at], boxes[at + 1 + after]];
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return across > 1 && down > 4 ? [one.textContent + " | " + other.textContent] : [];
  }));
})`;

const isShipped = ["ai", "defense", "us-storage-imports"].every(isAsShipped);

describe.skipIf(executablePath === null || !isShipped)("the page in Chromium", () => {
  let place: Workplace;
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    place = workplace();
    await copySamples(place, "--dir", ".chokepoint");
    await place.chokepoint("report");
    address = pathToFileURL(join(place.folder, "report.html")).href;
    browser = await startBrowser(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    place?.remove();
  });

  /** Opens a page, does something with it, and returns what the browser said meanwhile. */
  async function opened(
    options: BrowserContextOptions,
    work: (page: Page) => Promise<void>,
    at = address,
  ): Promise<string[]> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
    const said: string[] = [];
    const page = await context.newPage();
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    page.on("dialog", (dialog) => said.push(dialog.message()));
    page.on("request", (request) => {
      if (!/^(file|data):/.test(request.url())) said.push(request.url());
    });
    await page.goto(at);
    await work(page);
    await context.close();
    return said;
  }

  const openAll = (page: Page) =>
    page.$$eval("details", (all) => {
      for (const one of all) one.setAttribute("open", "");
    });
  const widthOf = (page: Page) => page.evaluate("document.documentElement.scrollWidth");

  it.each(["light", "dark"] as const)(
    "opens in %s without a message and without a request",
    async (colorScheme) => {
      const said = await opened({ colorScheme }, async (page) => {
        expect(await page.locator("h2").allInnerTexts()).toHaveLength(3);
        const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
        expect(background).toBe(colorScheme === "light" ? "rgb(255, 255, 255)" : "rgb(18, 23, 29)");
      });
      expect(said).toEqual([]);
    },
  );

  it.each(["light", "dark"] as const)(
    "has nothing in %s that axe-core finds fault with",
    async (colorScheme) => {
      await opened({ colorScheme, bypassCSP: true }, async (page) => {
        await openAll(page);
        expect(await faultsOf(page, colorScheme === "light" ? {} : ONLY_COLOURS)).toEqual([]);
      });
    },
  );

  it("is found fault with by axe-core where a text can hardly be seen, also when it looks at colours alone", async () => {
    await opened({ bypassCSP: true }, async (page) => {
      await page.evaluate('document.body.innerHTML = `<main><p style="color: #ddd">a text</p></main>`');
      expect(await faultsOf(page, ONLY_COLOURS)).toEqual([
        ["color-contrast", 1, expect.stringContaining("a text")],
      ]);
    });
  });

  it("works without scripts: links, tables and files", async () => {
    const said = await opened({ javaScriptEnabled: false, acceptDownloads: true }, async (page) => {
      await page.getByRole("link", { name: "Since when?" }).first().click();
      expect(page.url()).toContain("#ai/over-time");
      const figure = page.locator('[id="ai/by-owner"]');
      await figure.getByText("The numbers as a table").click();
      expect(await figure.getByRole("table").isVisible()).toBe(true);
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        figure.getByText("Download CSV").click(),
      ]);
      expect(download.suggestedFilename()).toBe(`ai-by-owner-${AS_OF}.csv`);
      expect(readFileSync(await download.path(), "utf8")).toMatch(/^\ufeffkey,name,exposure USD,share\r\n/);
    });
    expect(said).toEqual([]);
  });

  it("opens what a link points into", async () => {
    await opened(
      {},
      async (page) => {
        expect(await page.locator('[id="ai/china-direct"]').isVisible()).toBe(true);
        expect(await page.locator('[id="ai/china-direct"]').evaluate((row) => row.matches(":target"))).toBe(
          true,
        );
      },
      `${address}#ai/china-direct`,
    );
  });

  it("is used with the keyboard alone", async () => {
    await opened({}, async (page) => {
      await page.keyboard.press("Tab");
      expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the sectors");
      const wanted = await page
        .locator("a, summary, .scroll")
        .evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
      const reached = new Set<string>();
      for (let at = 0; at < wanted; at += 1) {
        const found = await page.evaluate<{ place: number; outline: string }>(FOCUSED);
        expect(found.place).toBeGreaterThanOrEqual(0);
        expect(found.outline).toBe("solid");
        reached.add(String(found.place));
        await page.keyboard.press("Tab");
      }
      expect(reached.size).toBe(wanted);
      await page.locator("summary").first().focus();
      await page.keyboard.press("Enter");
      expect(await page.locator("details").first().getAttribute("open")).not.toBeNull();
    });
  });

  it.each([
    ["320 px wide", { viewport: { width: 320, height: 640 } }, 320],
    ["at 200 % zoom", { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }, 640],
  ])("does not scroll sideways %s", async (_how, options, width) => {
    await opened(options, async (page) => {
      await openAll(page);
      expect(await widthOf(page)).toBe(width);
    });
  });

  it.each([320, 390, 1280])(
    "has drawings that can be read, and links that a finger can meet, %i px wide",
    async (width) => {
      await opened({ viewport: { width, height: 844 } }, async (page) => {
        expect(await page.evaluate(SMALLEST_LETTERS)).toBeGreaterThan(11);
        expect(await page.evaluate(OVERLAPS)).toEqual([]);
        expect(await page.evaluate(LOW_LINKS)).toEqual([]);
      });
    },
  );

  it("prints no drawing wider than its sheet", async () => {
    await opened({ viewport: { width: 720, height: 900 } }, async (page) => {
      await page.emulateMedia({ media: "print" });
      expect(await widthOf(page)).toBe(720);
    });
  });

  it.each([true, false])(
    "prints with its tables open, and closes them again: scripts %s",
    async (javaScriptEnabled) => {
      await opened({ javaScriptEnabled }, async (page) => {
        const cells = page.locator("details td");
        const seen = () => cells.evaluateAll((all) => all.filter((one) => one.checkVisibility()).length);
        const all = await cells.count();
        expect(all).toBeGreaterThan(500);
        expect(await seen()).toBe(0);
        await page.emulateMedia({ media: "print" });
        expect(await seen()).toBe(all);
        await page.emulateMedia({ media: "screen" });
        expect(await seen()).toBe(0);
      });
    },
  );

  it("opens its tables for browsers that cannot print what is closed", async () => {
    await opened({}, async (page) => {
      const open = () => page.locator("details[open]").count();
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await open()).toBe(await page.locator("details").count());
      await page.evaluate("dispatchEvent(new Event('afterprint'))");
      expect(await open()).toBe(0);
    });
  });

  it("prints to PDF the pages that its tables need", async () => {
    const sheets = async (style: string): Promise<number> => {
      let pdf = "";
      await opened({ bypassCSP: true }, async (page) => {
        await page.addStyleTag({ content: style });
        pdf = (await page.pdf({ format: "A4" })).toString("latin1");
      });
      return pdf.match(/\/Type ?\/Page\b(?!s)/g)?.length ?? 0;
    };
    // One sector is enough for that.
    const ofOne = "section.sector ~ section.sector{display:none}";
    expect(await sheets(ofOne)).toBeGreaterThan(1.5 * (await sheets(`${ofOne} details{display:none}`)));
  });
});
