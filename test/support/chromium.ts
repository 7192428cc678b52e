import { existsSync } from "node:fs";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The Chromium of this machine: the one that CHOKEPOINT_CHROMIUM names, or an installed one; `null` without any. */
export function chromiumHere(): string | null {
  const named = process.env.CHOKEPOINT_CHROMIUM;
  return [...(named === undefined ? [] : [named]), ...PLACES].find((path) => existsSync(path)) ?? null;
}
