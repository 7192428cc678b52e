import { createNetwork, type Network } from "../shared/look-through/network.ts";
import { emptyFold, type Fold } from "../shared/supply/fold.ts";
import type { Link } from "../shared/supply/link.ts";
import { resolveOwnership } from "../shared/supply/ownership.ts";
import { type Scope, scopesOf } from "../shared/supply/scope.ts";
import type { Supplier } from "../shared/supply/supplier.ts";
import { asMinor } from "../shared/values/exposure.ts";
import { randomFrom } from "./measure.ts";

// A large network, always the same: 100,000 suppliers that sell alike, of 1,000 owners, behind 500,000 links.

const SUPPLIERS = 100_000;
const LINKS = 500_000;
export const OWNERS = 1000;
const COUNTRIES = ["CN", "US", "KR", "JP", "DE"];

/** What the network is built of. */
export interface LargeSupply {
  suppliers: Map<string, Supplier>;
  links: Map<string, Link[]>;
  fold: Fold;
}

export function largeSupply(): LargeSupply {
  const random = randomFrom(20260731);
  const suppliers = new Map(Array.from({ length: SUPPLIERS }, (_, index) => supplierOf(index)));
  const links = Map.groupBy(
    Array.from({ length: LINKS }, () => linkOf(random)),
    ({ supplierId }) => supplierId,
  );
  return { suppliers, links, fold: foldOfEverybody() };
}

export function largeNetwork({ suppliers, links, fold }: LargeSupply): Network {
  return createNetwork(fold.cells.values(), links, resolveOwnership(suppliers, 0.5), suppliers, "safe");
}

/** All that is sold. */
export function wholeSector({ suppliers, fold }: LargeSupply, { graph }: Network): Scope {
  return scopesOf(fold, { ownership: resolveOwnership(suppliers, 0.5), nodeOf: graph.nodeOf }).sector;
}

function supplierOf(index: number): [string, Supplier] {
  const supplierId = `s${index}`;
  const parent = index < OWNERS ? null : `s${index % OWNERS}`;
  const country = COUNTRIES[index % COUNTRIES.length] ?? null;
  return [
    supplierId,
    {
      supplierId,
      name: supplierId,
      country,
      parentId: parent,
      parentStake: parent === null ? null : 1,
      lists: [],
      inputs: null,
    },
  ];
}

/** Mostly upstream, one in a thousand back: a quarter of the suppliers depend on each other. */
function linkOf(random: () => number): Link {
  const from = Math.floor(random() * SUPPLIERS);
  const isBack = random() < 0.001;
  const to = isBack ? Math.floor(random() * from) : from + 1 + Math.floor(random() * (SUPPLIERS - from - 1));
  const input = `input-${Math.floor(random() * 3)}`;
  return {
    supplierId: `s${from}`,
    input,
    upstreamId: `s${Math.min(to, SUPPLIERS - 1)}`,
    originCountry: null,
    share: 0.1,
    source: null,
  };
}

function foldOfEverybody(): Fold {
  const cells = Array.from({ length: SUPPLIERS }, (_, index) => {
    const cell = {
      item: "bess",
      supplierId: `s${index}`,
      originCountry: "US",
      program: null,
      exposure: asMinor(100),
    };
    return [`${index}`, cell] as const;
  });
  return { ...emptyFold(), cells: new Map(cells), positions: SUPPLIERS, exposure: asMinor(SUPPLIERS * 100) };
}
