import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumHere } from "../support/chromium.ts";
import { type Workplace, workplace } from "../support/command-line.ts";
import { copySamples } from "../support/sample-folder.ts";
import { isAsShipped, shipped } from "../support/shipped-policies.ts";
import { startBrowser } from "../support/start-browser.ts";
import { DRAWN, digestOf, type Picture, picturesOf } from "./pictures.ts";
import { sizeOf, take } from "./take.ts";

const executablePath = chromiumHere();

// The pictures show what the samples give with the limits that ship.
describe.runIf([...shipped.keys()].every(isAsShipped))("the pictures of the documents", () => {
  let place: Workplace;
  let pictures: Picture[];

  beforeAll(async () => {
    place = workplace();
    await copySamples(place);
    pictures = await picturesOf(join(place.folder, ".chokepoint-samples"));
  });
  afterAll(() => place.remove());

  it("show what the samples give today: if this fails, run npm run pictures", () => {
    const drawn = JSON.parse(readFileSync(DRAWN, "utf8"));
    expect(drawn).toEqual(Object.fromEntries(pictures.map((picture) => [picture.file, digestOf(picture)])));
  });

  it("are as wide as they are taken", () => {
    for (const { file, width, scale } of pictures)
      expect({ file, ...sizeOf(readFileSync(file)) }).toMatchObject({ file, width: width * scale });
  });

  it.skipIf(executablePath === null)(
    "can be taken again: no page says an error (needs Chromium)",
    async () => {
      const browser = await startBrowser(executablePath ?? "");
      try {
        for (const picture of pictures) {
          const { width, height } = sizeOf(await take(browser, picture));
          expect({ file: picture.file, width }).toEqual({
            file: picture.file,
            width: picture.width * picture.scale,
          });
          expect(height).toBeGreaterThan(600);
        }
      } finally {
        await browser.close();
      }
    },
  );
});
