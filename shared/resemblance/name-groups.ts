import { mirrored } from "./reason.ts";
import { givesWay, type SupplierName, type SupplierPair } from "./supplier-pairs.ts";

/** The pairs that have to be decided, in an order in which each can be accepted after those before it. */
export interface GroupedPairs {
  pairs: SupplierPair[];
  /** How many pairs are left out, since others already lead from the one name to the other. */
  implied: number;
}

/**
 * Of suppliers that look alike in many pairs, such as thirty spellings of one, the pairs that lead from each to the one that is most likely
 * meant, by the most alike names. `pairs` come most alike first. Whoever refuses one of these is told another way the next time.
 */
export function groupPairs(pairs: readonly SupplierPair[]): GroupedPairs {
  const meant = likelyMeant(pairs);
  const isToMeant = ({ name, other }: SupplierPair) =>
    [name, other].some(({ supplierId }) => meant.has(supplierId));
  const inOrder = pairs
    .map((pair, at) => ({ pair, at, isDirect: isToMeant(pair) }))
    .sort((a, b) => b.pair.score - a.pair.score || Number(b.isDirect) - Number(a.isDirect) || a.at - b.at);
  const groups = createGroups();
  const leading = inOrder.flatMap(({ pair }) =>
    groups.join(pair.name.supplierId, pair.other.supplierId) ? [pair] : [],
  );
  return { pairs: outwards(leading, meant), implied: pairs.length - leading.length };
}

/** Of each group of names that look alike, directly or through others, the supplier that gives way last. */
function likelyMeant(pairs: readonly SupplierPair[]): Set<string> {
  const groups = createGroups();
  for (const { name, other } of pairs) groups.join(name.supplierId, other.supplierId);
  const last = new Map<string, SupplierName>();
  for (const one of pairs.flatMap(({ name, other }) => [name, other])) {
    const group = groups.of(one.supplierId);
    const before = last.get(group);
    if (before === undefined || givesWay(before, one) < 0) last.set(group, one);
  }
  return new Set([...last.values()].map(({ supplierId }) => supplierId));
}

/** The pairs of each group from the supplier that is meant outwards: each name gives way to one that is told before it. */
function outwards(pairs: readonly SupplierPair[], meant: ReadonlySet<string>): SupplierPair[] {
  const byId = new Map<string, SupplierPair[]>();
  for (const pair of pairs)
    for (const { supplierId } of [pair.name, pair.other]) setIfAbsent(byId, supplierId).push(pair);
  const told = new Set<SupplierPair>();
  const from = (supplierId: string): SupplierPair[] => {
    const found: SupplierPair[] = [];
    const reached = [supplierId];
    for (const id of reached) {
      for (const pair of byId.get(id) ?? []) {
        if (told.has(pair)) continue;
        told.add(pair);
        const isOther = pair.other.supplierId === id;
        reached.push(isOther ? pair.name.supplierId : pair.other.supplierId);
        found.push(isOther ? pair : turned(pair));
      }
    }
    return found;
  };
  const groups = [...meant].map(from).filter((found) => found.length > 0);
  return groups.sort((a, b) => bestOf(b) - bestOf(a)).flat();
}

function setIfAbsent(byId: Map<string, SupplierPair[]>, supplierId: string): SupplierPair[] {
  const own = byId.get(supplierId) ?? [];
  byId.set(supplierId, own);
  return own;
}

/** A pair the other way round, if both names are of the table: only these can be accepted as another one. */
function turned(pair: SupplierPair): SupplierPair {
  const { name, other, score, reason } = pair;
  if (other.rows === null) return pair;
  return { name: other, other: name, score, reason: mirrored(reason) };
}

function bestOf(pairs: readonly SupplierPair[]): number {
  return pairs.reduce((best, { score }) => Math.max(best, score), 0);
}

/** Groups of ids that grow together. */
function createGroups() {
  const parents = new Map<string, string>();
  const of = (id: string): string => {
    const passed: string[] = [];
    let top = id;
    for (let next = parents.get(top); next !== undefined; next = parents.get(top)) {
      passed.push(top);
      top = next;
    }
    for (const one of passed) parents.set(one, top);
    return top;
  };
  return {
    of,
    /** Joins two groups. Whether they were two. */
    join(a: string, b: string): boolean {
      const [one, two] = [of(a), of(b)];
      if (one !== two) parents.set(one, two);
      return one !== two;
    },
  };
}
