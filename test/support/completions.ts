import type { Position } from "../../shared/supply/position.ts";
import type { Supplier, Suppliers } from "../../shared/supply/supplier.ts";
import { suppliersOf } from "./builders.ts";
import { supplierOf } from "./samples.ts";

/** Positions, and the rows of some of the suppliers that they and each other name. */
export interface PartlyKnown {
  positions: Position[];
  rows: Supplier[];
}

/** The same with nothing unknown: every supplier has a row, every stake is all or nothing, nobody owns in a ring. */
export interface Complete {
  positions: Position[];
  suppliers: Suppliers;
}

/** Picks one of so many ways to fill a gap. */
export type Choose = (ways: number) => number;

export interface Gaps {
  countries: string[];
  /** The list that a supplier without a row may stand on; `null` where none is asked for. */
  list: string | null;
  programs: string[];
  /** Suppliers that nobody owns, even where they have no row: a rule that names them takes them for owners. */
  owners: string[];
}

export const GAPS: Gaps = { countries: ["CN", "JP"], list: "1260h", programs: ["p", "q"], owners: [] };

// Nobody else's: fills each gap with another one.
const freshCountry = (at: number) => `X${String.fromCharCode(65 + (at % 26))}`;

/** Fills every gap in one of the ways that the facts allow. */
export function complete({ positions, rows }: PartlyKnown, choose: Choose, gaps = GAPS): Complete {
  const pick = <Value>(...values: Value[]): Value => {
    const value = values[choose(values.length)];
    if (value === undefined) throw new Error("nothing to choose from");
    return value;
  };
  const pickList = () => (gaps.list === null ? [] : pick([], [gaps.list]));
  const named = new Set([
    ...gaps.owners,
    ...positions.flatMap(({ supplierId }) => supplierId ?? []),
    ...rows.flatMap(({ parentId }) => parentId ?? []),
  ]);
  const missing = [...named].filter((id) => !rows.some(({ supplierId }) => supplierId === id));
  const ids = [...new Set([...named, ...rows.map(({ supplierId }) => supplierId)])];
  const found = missing.map((supplierId) =>
    supplierOf({
      supplierId,
      country: null,
      parentId: gaps.owners.includes(supplierId)
        ? null
        : pick(null, "outsider", ...ids.filter((id) => id !== supplierId)),
      parentStake: 1,
      lists: pickList(),
    }),
  );
  const outsider = supplierOf({ supplierId: "outsider", country: null, lists: pickList() });
  const newcomers = positions
    .map(({ supplierId }, at) =>
      supplierId === null ? supplierOf({ supplierId: `new-${at}`, country: null, lists: pickList() }) : null,
    )
    .filter((row) => row !== null);
  const settled = [...rows, ...found, ...newcomers, outsider].map((row, at) => ({
    ...row,
    country: row.country ?? pick(...gaps.countries, freshCountry(at)),
    parentStake: row.parentId === null ? null : (row.parentStake ?? pick(0, 1)),
  }));
  const suppliers = withoutRings(settled, (ring) =>
    pick(null, "outsider", ...ids.filter((id) => !ring.has(id))),
  );
  return {
    suppliers,
    positions: positions.map((position, at) => ({
      ...position,
      supplierId: position.supplierId ?? pick(`new-${at}`, ...ids),
      originCountry: position.originCountry ?? pick(...gaps.countries, freshCountry(at)),
      program: position.program ?? pick(...gaps.programs),
    })),
  };
}

/** In a ring everyone controls everyone, and somebody owns them all: one member gets a parent outside of the ring. */
function withoutRings(rows: Supplier[], ownerOf: (ring: Set<string>) => string | null): Suppliers {
  let suppliers = suppliersOf(...rows);
  for (let ring = findRing(suppliers); ring !== null; ring = findRing(suppliers)) {
    const members = ring.map((id) => suppliers.get(id)).filter((row) => row !== undefined);
    const lists = [...new Set(members.flatMap((member) => member.lists))];
    const first = [...ring].sort()[0];
    const parentId = ownerOf(new Set(ring));
    // The owner's country is the ring's; without a parent the first member is the owner.
    const mended = members.map((row) => {
      return row.supplierId === first ? { ...row, lists, parentId, parentStake: 1 } : { ...row, lists };
    });
    suppliers = new Map([...suppliers, ...suppliersOf(...mended)]);
    if (findRing(suppliers)?.some((id) => ring.includes(id)) && parentId !== null) {
      const alone = mended.map((row) => (row.supplierId === first ? { ...row, parentId: null } : row));
      suppliers = new Map([...suppliers, ...suppliersOf(...alone)]);
    }
  }
  return suppliers;
}

function findRing(suppliers: Suppliers): string[] | null {
  for (const start of suppliers.keys()) {
    const path: string[] = [];
    let at: string | null = start;
    while (at !== null && !path.includes(at)) {
      path.push(at);
      const row: Supplier | undefined = suppliers.get(at);
      at = row === undefined || row.parentStake !== 1 ? null : row.parentId;
    }
    if (at === start) return path;
  }
  return null;
}

/** About how many completions there are: as many as if no choice hung on another. */
export function countCompletions(world: PartlyKnown, gaps = GAPS): number {
  let count = 1;
  complete(
    world,
    (ways) => {
      count *= ways;
      return 0;
    },
    gaps,
  );
  return count;
}

/** Every completion, one after the other. */
export function* everyCompletion(world: PartlyKnown, gaps = GAPS): Generator<Complete> {
  let path: { way: number; ways: number }[] = [];
  for (;;) {
    let at = 0;
    const choose = (ways: number) => {
      const step = path[at] ?? { way: 0, ways };
      path[at] = step;
      at += 1;
      return step.way;
    };
    yield complete(world, choose, gaps);
    path = path.slice(0, at);
    while (path.length > 0 && (path.at(-1)?.way ?? 0) + 1 >= (path.at(-1)?.ways ?? 0)) path.pop();
    const last = path.pop();
    if (last === undefined) return;
    path.push({ ...last, way: last.way + 1 });
  }
}
