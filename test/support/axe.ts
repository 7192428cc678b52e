import axe, { type AxeResults, type RunOptions } from "axe-core";
import type { Page } from "playwright-core";

/** What axe-core finds fault with in a page: each rule, how many places, and the first of them. */
export async function faultsOf(page: Page, options: RunOptions = {}): Promise<[string, number, string][]> {
  await page.evaluate(axe.source);
  // Without a list of the places that are as they should be, a large page takes half as long.
  const asked = JSON.stringify({ ...options, resultTypes: ["violations"] });
  const { violations } = (await page.evaluate(`axe.run(${asked})`)) as AxeResults;
  return violations.map(({ id, nodes }) => [id, nodes.length, nodes[0]?.html ?? ""]);
}

/** What to look at where a page has other colours than before and is the same else. */
export const ONLY_COLOURS: RunOptions = { runOnly: ["cat.color"] };
