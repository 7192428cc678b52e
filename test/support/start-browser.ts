import { type Browser, chromium } from "playwright-core";

/**
 * Starts a Chromium of this machine, without a window.
 * @throws Error when there is none at this path.
 */
export function startBrowser(executablePath: string | null): Promise<Browser> {
  // In a container there is no sandbox for the browser.
  return chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] });
}
