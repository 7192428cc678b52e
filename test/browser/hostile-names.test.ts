import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumHere } from "../support/chromium.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { HOSTILE_NAMES, madeOfNames } from "../support/hostile-page.ts";
import { type Served, served } from "../support/served.ts";
import { startBrowser } from "../support/start-browser.ts";

const executablePath = chromiumHere();

/** Names that an import takes. */
const IMPORTED = HOSTILE_NAMES.filter((name) => name.length <= 500);

// Evaluated in the page: what a drawing is made of when it is read as XML by itself.
const partsOf = (drawing: string) => `(() => {
  const read = new DOMParser().parseFromString(${JSON.stringify(drawing)}, "image/svg+xml");
  const all = [...read.querySelectorAll("*")];
  return all.map((one) => [one.localName, ...one.getAttributeNames()].join(" "));
})()`;

// Evaluated in the page: the letters of drawings that reach out of their drawing.
const OUTSIDE = `[...document.querySelectorAll("svg text")].filter((text) => text.checkVisibility()).flatMap((text) => {
  const [inner, outer] = [text.getBoundingClientRect(), text.ownerSVGElement.getBoundingClientRect()];
  return inner.left < outer.left - 1 || inner.right > outer.right + 1 ? [text.textContent] : [];
})`;

const DRAWN =
  /^(svg|title|desc|g|text|tspan|rect|path|line|circle|defs|pattern)( (role|aria-[a-z]+|id|class|x|y|dx|dy|x1|x2|y1|y2|cx|cy|r|d|width|height|viewBox|fill|stroke(-[a-z]+)?|text-anchor|font-weight|focusable|pattern[A-Z][A-Za-z]+))*$/;

describe.skipIf(executablePath === null)("hostile names in Chromium", () => {
  let place: Workplace;
  let browser: Browser;
  let html: string;
  let pages: Served;

  beforeAll(async () => {
    place = workplace();
    ({ page: html } = await madeOfNames(HOSTILE_NAMES));
    writeFileSync(join(place.folder, "hostile.html"), html);
    const suppliers = IMPORTED.map((name, at) => `s${at},"${name.replaceAll('"', '""')}",CN,,,,`);
    const positions = IMPORTED.map((_, at) => `P${at},ai,s${at},bess,CN,${1000 + at},2026-07-01,,test`);
    const files = {
      suppliers: ["supplierId,name,country,parentId,parentStake,lists,inputs", ...suppliers],
      positions: [
        "positionId,sector,supplierId,item,originCountry,exposure,date,program,source",
        ...positions,
      ],
    };
    for (const [kind, lines] of Object.entries(files)) {
      const { stderr } = await place.chokepoint(
        "import",
        kind,
        place.file(`${kind}.csv`, `${lines.join("\n")}\n`),
      );
      expect(stderr).toBe("");
    }
    await place.chokepoint("recompute", "--sector", "ai", "--as-of", "2026-07-31");
    pages = await served(place.folder);
    browser = await startBrowser(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await pages?.stop();
    place?.remove();
  });

  /** Opens a page, does something with it, and returns what the browser said meanwhile. */
  async function opened(
    address: string,
    width: number,
    work: (page: Page) => Promise<void>,
  ): Promise<string[]> {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    const said: string[] = [];
    page.on("console", (message) => said.push(message.text()));
    page.on("pageerror", (error) => said.push(error.message));
    page.on("dialog", (dialog) => said.push(dialog.message()));
    await page.goto(address);
    await work(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
    expect(await page.locator("img, script:not(body > script:last-child), b:not(.legend b)").count()).toBe(0);
    await page.close();
    return said;
  }

  const file = () => pathToFileURL(join(place.folder, "hostile.html")).href;

  it.each([1280, 320])("are text on the page, which is not wider for them, at %i px", async (width) => {
    const said = await opened(file(), width, async (page) => {
      await page.$$eval("details", (all) => {
        for (const one of all) one.setAttribute("open", "");
      });
      const cells = await page.locator('[id="ai/by-supplier"] tbody th').allInnerTexts();
      const text = cells.join("\n");
      for (const name of [
        '"><img src=x onerror=alert(1)>',
        "Cells Subject: forged CRITICAL",
        "Cells gpj[.]exe",
      ])
        expect(text).toContain(name);
      expect(await page.evaluate(OUTSIDE)).toEqual([]);
    });
    expect(said).toEqual([]);
  });

  it("are text in each drawing, also where it is read as XML by itself", async () => {
    await opened(file(), 1280, async (page) => {
      const drawings = html.match(/<svg\b.*?<\/svg>/gs) ?? [];
      expect(drawings.length).toBeGreaterThan(20);
      for (const drawing of drawings) {
        const parts = await page.evaluate<string[]>(partsOf(drawing));
        expect(parts.filter((part) => !DRAWN.test(part))).toEqual([]);
        expect(parts[0]).toMatch(/^svg /);
      }
    });
  });

  it("are text on each served page", async () => {
    for (const path of ["", "inbox", "silences", "acknowledgements"])
      expect(await opened(pages.url + path, 1280, async () => {})).toEqual([]);
  });

  it("are text in the form of what-if", async () => {
    for (const name of IMPORTED.slice(0, 8)) {
      const asked = new URLSearchParams({ sector: "ai", remove: `supplier:${name}`, amount: name, to: name });
      await opened(`${pages.url}what-if?${asked.toString()}`, 320, async (page) => {
        await page.getByRole("alert").waitFor();
        const value = await page.getByLabel("What stops").inputValue();
        expect(value).toBe(`supplier:${name.replaceAll(/[\r\n]/g, "")}`);
      });
    }
  });

  it("are text in the answer of what-if", async () => {
    const remove = IMPORTED.map((_, at) => `supplier:s${at}`).join(",");
    const asked = new URLSearchParams({ sector: "ai", asOf: "2026-07-31", remove });
    await opened(`${pages.url}what-if?${asked.toString()}`, 320, async (page) => {
      const headline = await page.locator("#answer").innerText();
      expect(headline).toContain('<script>alert("x")</script>, "><img src=x onerror=alert(1)>');
    });
  });

  it("are text where a silence or an acknowledgement cannot be written", async () => {
    const some = HOSTILE_NAMES.filter((name) => /<script|\n|\u202e|^x{501}/.test(name));
    for (const [at, name] of some.entries()) {
      const path = at % 2 === 0 ? "silences" : "acknowledgements";
      await opened(`${pages.url}${path}`, 320, async (page) => {
        await page.getByLabel("Rule").fill(name.slice(0, 4000));
        await page.getByLabel("Until").fill("2999-01-01");
        await page.getByLabel("Why").fill(name);
        await page.getByRole("button", { name: /^(Silence|Acknowledge)$/ }).click();
        await page.getByRole("alert").waitFor();
      });
    }
  });
});
