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

let home: string | null = null;

/** Makes the folder for loaded samples before all tests that use it, of whatever project, and removes it after them. */
export default function provideSamplesHome({ provide }: TestProject): () => void {
  home ??= mkdtempSync(join(tmpdir(), "chokepoint-samples-"));
  const made = home;
  provide("samples", made);
  return () => rmSync(made, { recursive: true, force: true });
}
