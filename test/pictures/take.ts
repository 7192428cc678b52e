import type { Browser } from "playwright-core";
import type { Picture } from "./pictures.ts";

/** Takes a picture: a PNG, as high as its page. @throws Error for a message of the page. */
export async function take(browser: Browser, { page: markup, width, scale }: Picture): Promise<Buffer> {
  const context = await browser.newContext({
    viewport: { width, height: 200 },
    deviceScaleFactor: scale,
    colorScheme: "light",
  });
  const page = await context.newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.setContent(markup);
  const png = await page.screenshot({ fullPage: true });
  await context.close();
  if (said.length > 0) throw new Error(said.join("; "));
  return png;
}

/** Width and height of a PNG, in pixels. */
export function sizeOf(png: Buffer): { width: number; height: number } {
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
