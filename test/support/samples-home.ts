import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder in which test files leave loaded samples for others. */
    samples: string;
  }
}

/** Makes the folder for loaded samples before the tests of the command line, and removes it after them. */
export default function provideSamplesHome({ provide }: TestProject): () => void {
  const home = mkdtempSync(join(tmpdir(), "chokepoint-samples-"));
  provide("samples", home);
  return () => rmSync(home, { recursive: true });
}
