import { removedBy } from "../assessment/kinds/look-through.ts";
import { compareCells, isUnchanged } from "../measures/compared-cells.ts";
import { sidesOf } from "../measures/counted-share.ts";
import type { MeasureOf } from "../policy/measure.ts";
import type { Scope } from "../supply/scope.ts";
import { asMinor } from "../values/exposure.ts";
import { openApart, openUnknownApart } from "./open-apart.ts";
import { openChangeOfConcentration } from "./open-change-of-concentration.ts";
import { openChangeOfRisk } from "./open-change-of-risk.ts";
import { openChangeOfShare } from "./open-change-of-share.ts";
import type { OpenScope } from "./open-scope.ts";
import type { OpenValue } from "./unknown.ts";

/** What changes. */
type Changing = MeasureOf<"change">["of"];

/** How the value of what changes depends on what is not known, in one window. */
type OpenedAt = (at: OpenScope) => OpenValue | null;

/**
 * By how much a value has risen between two windows, as it depends on what is not known. An answer is the same in both. `null` where
 * that is not computed. Both scopes have exposure.
 */
export function openChange(
  of: Changing,
  now: OpenScope,
  then: OpenScope,
  openedAt: OpenedAt,
): OpenValue | null {
  if (isUnchanged(compareCells(now.scope, then.scope))) return NOTHING_OPEN;
  const hasOptional = now.scope.optional.length > 0 || then.scope.optional.length > 0;
  if (!hasOptional) {
    if (of.kind === "share" || of.kind === "direct")
      return openChangeOfShare(now.scope, then.scope, sidesOf(of));
    if (of.kind === "look-through") return openChangeOfRisk(now, then, removedBy(of.of));
  }
  // Who is asked about one window may tell of the other one too.
  const [one, other] =
    of.kind === "influenced" ? [withAskedOf(now, then), withAskedOf(then, now)] : [now, then];
  const [openNow, openThen] = [openedAt(one), openedAt(other)];
  if (openNow === null || openThen === null) return null;
  if (of.kind === "hhi" || of.kind === "top")
    return openChangeOfConcentration(of, { now: now.scope, before: then.scope, openNow, openThen });
  return of.kind === "unknown"
    ? openUnknownApart(openNow, openThen)
    : openApart(openNow, openThen, hasOptional);
}

/** Both windows have the same positions, so there is no change whatever is not known. */
const NOTHING_OPEN: OpenValue = {
  now: { lower: 0, upper: 0 },
  unknowns: [],
  ifSmallest: () => ({ lower: 0, upper: 0 }),
  ifLargest: () => ({ lower: 0, upper: 0 }),
  mostMoved: () => 0,
};

/** The same scope with the cells of another one, which are worth nothing in it. */
function withAskedOf({ scope, network }: OpenScope, { scope: other }: OpenScope): OpenScope {
  const worthless = (cells: Scope["cells"]) => cells.map((cell) => ({ ...cell, exposure: asMinor(0) }));
  return {
    network,
    scope: {
      ...scope,
      cells: [...scope.cells, ...worthless(other.cells)],
      optional: [...scope.optional, ...worthless(other.optional)],
    },
  };
}
