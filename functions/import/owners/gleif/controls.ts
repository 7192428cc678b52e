import { type Above, isParentTold, NOTHING_TOLD, type ParentClaim } from "./parents.ts";

/** Who controls whom. What contradicts itself is only possible. `unused` counts rows that tell nothing more, by why. */
export interface Controls {
  certain: ParentClaim[];
  possible: ParentClaim[];
  unused: Map<string, number>;
}

const LEADS_THERE = "ultimate parents to whom the direct ones lead";
const SEVERAL_ULTIMATE = "several ultimate parents of one company";
const BESIDE_SEVERAL = "ultimate parents of companies with several direct ones";
const WITHOUT_LEI = "parents without an LEI, beside one who has one";

/**
 * Who controls whom, as records tell. The direct parent counts, and its own parents after it; the ultimate parent only where
 * no direct one is told. Where the direct parents end at somebody of whom nothing else is told, the ultimate parent stands
 * above that one, for it consolidates all below it. Where they end elsewhere, the two records contradict each other.
 * `tells` says whether a company tells something of its parents by an exception.
 */
export function controlsOf(above: Above, tells: (lei: string) => boolean): Controls {
  const controls: Controls = { certain: [], possible: [], unused: new Map() };
  const leave = (why: string, rows: number) => {
    if (rows > 0) controls.unused.set(why, (controls.unused.get(why) ?? 0) + rows);
  };
  const proposed = new Map<string, Map<string | null, ParentClaim>>();
  for (const { direct, ultimate } of above.told.values()) {
    const [next, ...others] = direct.values();
    const [last, ...more] = ultimate.values();
    if (next === undefined) put(controls, [...ultimate.values()]);
    else if (others.length > 0) {
      put(controls, [...direct.values()]);
      leave(BESIDE_SEVERAL, ultimate.size);
    } else if (last === undefined || more.length > 0) {
      put(controls, [next]);
      leave(SEVERAL_ULTIMATE, ultimate.size);
    } else if (next.parent === null || last.parent === null) {
      put(controls, [last.parent === null ? next : last]);
      leave(WITHOUT_LEI, 1);
    } else {
      const top = topOf(above, next.parent, last.parent);
      if (top === last.parent) {
        put(controls, [next]);
        leave(LEADS_THERE, 1);
      } else if (
        top === null ||
        isParentTold(above, top) ||
        tells(top) ||
        topOf(above, last.parent, top) === top
      )
        put(controls, [next, last]);
      else {
        put(controls, [next]);
        const claims = proposed.get(top) ?? new Map<string | null, ParentClaim>();
        proposed.set(top, claims);
        if (claims.has(last.parent)) leave(LEADS_THERE, 1);
        else claims.set(last.parent, { ...last, child: top });
      }
    }
  }
  for (const claims of proposed.values()) put(controls, [...claims.values()]);
  return controls;
}

/** One claim is certain. Several contradict each other: each is possible. */
function put({ certain, possible }: Controls, claims: ParentClaim[]): void {
  if (claims.length === 1) certain.push(...claims);
  else possible.push(...claims);
}

/**
 * The end of the way up from a company, or `wanted` where the way leads there. `null` where it leads back to where it was, or
 * on to somebody without an LEI.
 */
function topOf({ told }: Above, from: string, wanted: string): string | null {
  const seen = new Set<string>();
  for (let at = from; !seen.has(at); ) {
    if (at === wanted) return at;
    seen.add(at);
    const { direct, ultimate } = told.get(at) ?? NOTHING_TOLD;
    const [next, ...others] = direct.size > 0 ? direct.keys() : ultimate.keys();
    if (next === undefined || others.length > 0) return at;
    if (next === null) return null;
    at = next;
  }
  return null;
}
