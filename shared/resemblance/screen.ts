import { yardstickFor } from "./alike.ts";
import { createBlocks } from "./blocks.ts";
import { type FoldedName, foldName } from "./folded-name.ts";
import { keysOf } from "./keys.ts";
import type { Resemblance } from "./reason.ts";
import { resemblanceOf } from "./resemblance.ts";
import type { Everyday } from "./word-weight.ts";

/** A name that looks like a name of a listed company. */
export interface Screened<Listed> extends Resemblance {
  listed: Listed;
  /** The name of the company that it looks like most. */
  listedName: string;
}

/** Something that is called by one or more names. */
export interface Named {
  names: readonly string[];
}

/**
 * Finds the listed companies that a name looks like at least as much as `threshold` says, the most alike first. Each is told
 * once, by the name of it that comes nearest.
 */
export function screener<Listed extends Named>(
  listed: readonly Listed[],
  threshold: number,
  everyday: Everyday,
): (name: string) => Screened<Listed>[] {
  const all = listed.flatMap((one) =>
    one.names.map((listedName) => ({ one, listedName, folded: foldName(listedName) })),
  );
  const by = yardstickFor(
    all.map(({ folded }) => folded),
    everyday,
  );
  const blocks = createBlocks(all.length, (at) =>
    keysOf((all[at] as { folded: FoldedName }).folded, by.weigh),
  );
  return (name) => {
    const folded = foldName(name);
    const best = new Map<Listed, Screened<Listed>>();
    for (const at of blocks.withAny(keysOf(folded, by.weigh))) {
      const other = all[at];
      const found = other === undefined ? null : resemblanceOf(folded, other.folded, by);
      if (other === undefined || found === null || found.score < threshold) continue;
      const { one, listedName } = other;
      if ((best.get(one)?.score ?? 0) < found.score) best.set(one, { listed: one, listedName, ...found });
    }
    return [...best.values()].sort((a, b) => b.score - a.score);
  };
}
