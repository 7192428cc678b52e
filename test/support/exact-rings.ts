import type { Link } from "../../shared/supply/link.ts";

/** Shares of a ring are whole numbers of this: 1e12 of it are 1. */
export const UNITS = 1_000_000_000_000n;

/** A link whose share is a whole number of units. */
export interface ExactLink {
  supplierId: string;
  input: string;
  upstreamId: string;
  units: bigint;
}

/** The link as an import reads it: the number nearest to the decimal. */
export function toLink({ supplierId, input, upstreamId, units }: ExactLink): Link {
  return {
    supplierId,
    input,
    upstreamId,
    originCountry: null,
    share: Number(units) / Number(UNITS),
    source: null,
  };
}

/** A fraction of whole numbers, with a positive denominator. */
interface Fraction {
  top: bigint;
  bottom: bigint;
}

const ZERO: Fraction = { top: 0n, bottom: 1n };
const ONE: Fraction = { top: 1n, bottom: 1n };

type Exits = { to: number; part: Fraction }[];

/**
 * What each supplier loses if `removed` deliver nothing, exactly: every choice of deciding inputs is tried, each solved
 * in fractions for its least solution, and the worst one counts.
 */
export function exactLoss(
  ids: readonly string[],
  links: readonly ExactLink[],
  removed: ReadonlySet<string>,
  losesMissing: boolean,
): number[] {
  const choices = ids.map((id) => {
    const inputs = Map.groupBy(
      links.filter(({ supplierId }) => supplierId === id && !removed.has(id)),
      ({ input }) => input,
    );
    return [...inputs.values()];
  });
  let worst = ids.map((id) => (removed.has(id) ? ONE : ZERO));
  for (const policy of allChoices(choices)) {
    const solved = solve(ids, policy, removed, losesMissing);
    worst = worst.map((before, at) => larger(before, solved[at] ?? ZERO));
  }
  return worst.map(({ top, bottom }) => Number((top * 10n ** 15n) / bottom) / 1e15);
}

function* allChoices(choices: ExactLink[][][]): Generator<ExactLink[][]> {
  const [first, ...rest] = choices;
  if (first === undefined) {
    yield [];
    return;
  }
  for (const chosen of first.length === 0 ? [[]] : first) {
    for (const others of allChoices(rest)) yield [chosen, ...others];
  }
}

function solve(
  ids: readonly string[],
  policy: ExactLink[][],
  removed: ReadonlySet<string>,
  losesMissing: boolean,
): Fraction[] {
  const size = ids.length;
  const exits: Exits[] = policy.map((own) =>
    own.map(({ upstreamId, units }) => ({ to: ids.indexOf(upstreamId), part: reduced(units, UNITS) })),
  );
  const lost = policy.map((own, node) => {
    if (removed.has(ids[node] ?? "")) return ONE;
    const missing = own.length === 0 ? 0n : UNITS - own.reduce((sum, { units }) => sum + units, 0n);
    return losesMissing ? reduced(missing, UNITS) : ZERO;
  });
  const reaches = reaching(exits, lost);
  // Rows of r_i − Σ share · r_j = lost_i, over those that can lose anything.
  const rows = exits.map((own, node) => {
    const row = Array.from({ length: size + 1 }, (_, at) => (at === node ? ONE : ZERO));
    if (!reaches[node]) return row;
    for (const { to, part } of own) {
      if (reaches[to]) row[to] = minus(row[to] ?? ZERO, part);
    }
    row[size] = lost[node] ?? ZERO;
    return row;
  });
  return gauss(rows);
}

function reaching(exits: Exits[], lost: Fraction[]): boolean[] {
  const reaches = lost.map(({ top }) => top > 0n);
  for (let sweep = 0; sweep < exits.length; sweep += 1) {
    for (const [node, own] of exits.entries()) {
      if (own.some(({ to, part }) => part.top > 0n && reaches[to])) reaches[node] = true;
    }
  }
  return reaches;
}

function gauss(rows: Fraction[][]): Fraction[] {
  for (let column = 0; column < rows.length; column += 1) {
    const found = rows.findIndex((row, at) => at >= column && (row[column]?.top ?? 0n) !== 0n);
    const pivot = rows[found] ?? [];
    rows[found] = rows[column] ?? [];
    const scaled = pivot.map((each) => divided(each, pivot[column] ?? ONE));
    rows[column] = scaled;
    for (const [at, row] of rows.entries()) {
      const factor = row[column] ?? ZERO;
      if (at === column || factor.top === 0n) continue;
      rows[at] = row.map((each, index) => minus(each, times(factor, scaled[index] ?? ZERO)));
    }
  }
  return rows.map((row) => row.at(-1) ?? ZERO);
}

function reduced(top: bigint, bottom: bigint): Fraction {
  let [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  while (b > 0n) [a, b] = [b, a % b];
  const sign = bottom < 0n ? -1n : 1n;
  return a === 0n ? ZERO : { top: (sign * top) / a, bottom: (sign * bottom) / a };
}

function minus(a: Fraction, b: Fraction): Fraction {
  return reduced(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom);
}

function times(a: Fraction, b: Fraction): Fraction {
  return reduced(a.top * b.top, a.bottom * b.bottom);
}

function divided(a: Fraction, b: Fraction): Fraction {
  return reduced(a.top * b.bottom, a.bottom * b.top);
}

function larger(a: Fraction, b: Fraction): Fraction {
  return a.top * b.bottom >= b.top * a.bottom ? a : b;
}
