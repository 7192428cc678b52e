import type { Holding } from "../../../shared/supply/holding.ts";
import { sharedHoldingSource } from "../../../shared/supply/holding-source.ts";
import type { ImportPorts } from "../ports.ts";

/** Holdings with what they were made of. */
export interface MadeHolding<Of> {
  holding: Holding;
  of: Of;
}

/**
 * Parts holdings into those that are imported, and those of which another source has told before: these stay as they are
 * stored, for somebody may know more.
 */
export async function withoutOthers<Of>(
  made: readonly MadeHolding<Of>[],
  { holdings }: Pick<ImportPorts, "holdings">,
): Promise<{ own: MadeHolding<Of>[]; others: MadeHolding<Of>[] }> {
  const stored = (await holdings?.find(made.map(({ holding }) => holding))) ?? [];
  const own: MadeHolding<Of>[] = [];
  const others: MadeHolding<Of>[] = [];
  for (const [at, one] of made.entries()) {
    const known = stored[at] ?? null;
    (known === null || isSame(known, one.holding) ? own : others).push(one);
  }
  return { own, others };
}

function isSame({ source }: Holding, other: Holding): boolean {
  return (
    source !== null &&
    other.source !== null &&
    sharedHoldingSource(source) === sharedHoldingSource(other.source)
  );
}

/**
 * Of holdings that say that nothing is told of a company, each by the company's id, those that are needed: where it gets a new
 * supplier row, which would otherwise say that nobody holds it, and where an earlier import has said so.
 */
export async function untoldHoldings(
  untold: readonly MadeHolding<string>[],
  ports: Pick<ImportPorts, "holdings" | "suppliers">,
): Promise<Holding[]> {
  const { own } = await withoutOthers(untold, ports);
  const suppliers = await ports.suppliers.find(own.map(({ of: supplierId }) => ({ supplierId })));
  const stored = (await ports.holdings?.find(own.map(({ holding }) => holding))) ?? [];
  return own
    .filter((_, at) => suppliers[at] === null || (stored[at] ?? null) !== null)
    .map(({ holding }) => holding);
}

/** Said of what another source has told before. */
export const TOLD_BY_OTHERS = "told by another source before, which stays as it is stored";
