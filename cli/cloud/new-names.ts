import type { NamedSupplier, SupplierNames } from "../../functions/import/mapped/supplier-names.ts";
import { isOfGoods } from "../../shared/policy/listed-goods.ts";
import { listsIn, type Policies } from "../../shared/policy/policies.ts";
import { SHIPPED_THRESHOLD } from "../../shared/resemblance/alike.ts";
import { groupPairs } from "../../shared/resemblance/name-groups.ts";
import { screener } from "../../shared/resemblance/screen.ts";
import { chooseSupplierPairs } from "../../shared/resemblance/supplier-pairs.ts";
import { readEverydayWords } from "../input/everyday-words.ts";
import type { SuppliersByName } from "../input/name-decisions.ts";
import { apartBy, nameReader } from "../input/name-reader.ts";
import type { Cloud } from "./cloud.ts";
import { allNames } from "./compared-names.ts";
import { type NamedParty, namedParties } from "./named-parties.ts";

/** What new names of a table may mean. Nothing of it is decided. */
export interface NewNames {
  /** The mapping by which they were read, as the user has named it. */
  map: string;
  /** How many suppliers of the table nothing that is stored names. */
  suppliers: number;
  /** The new suppliers that resemble a company on a restricted list, with the company that each resembles most. */
  listed: { name: string; entity: string }[];
  /** Whether `screen` tells all of these, which sees only their ids. */
  isScreened: boolean;
  /**
   * The pairs of names that look alike, one of which is new, the most alike first; `null` where the new names were too many to be
   * compared while a file is imported.
   */
  alike: [string, string][] | null;
}

// 50,000 take some 20 seconds of CPU, and these some 2.
const MOST_COMPARED = 5000;

interface Look extends Pick<NewNames, "map"> {
  cloud: Cloud;
  policies: Policies;
  supplier: SuppliersByName;
}

/** Finds out which names of a table are new, and what they look like. `known` is `null` where it cannot be said. */
export async function lookAtNames(
  names: SupplierNames,
  { cloud, policies, map, supplier }: Look,
): Promise<{ known: ReadonlySet<string> | null; found: NewNames | null }> {
  const byRule = names.named().filter(({ by, storedAs }) => by === "rule" && storedAs === null);
  if (byRule.length === 0) return { known: null, found: null };
  const { parties, unreadable } = await namedParties(cloud, [...policies.keys()]);
  // An item that cannot be read may name any of them.
  if (unreadable.count > 0) return { known: null, found: null };
  const known = new Set(parties.map(({ supplierId }) => supplierId));
  const fresh = byRule.filter(({ supplierId }) => !known.has(supplierId));
  if (fresh.length === 0) return { known, found: null };
  const { listed, isScreened } = listedAmong(fresh, policies);
  const alike = fresh.length > MOST_COMPARED ? null : alikeAmong(fresh, names, parties, supplier);
  return { known, found: { map, suppliers: fresh.length, listed, isScreened, alike } };
}

function listedAmong(
  fresh: readonly NamedSupplier[],
  policies: Policies,
): Pick<NewNames, "listed" | "isScreened"> {
  const entries = listsIn(policies).entries.filter((entry) => !isOfGoods(entry));
  const resembling = screener(
    entries.map((entry) => ({ entry, names: [entry.entity, ...entry.names] })),
    SHIPPED_THRESHOLD,
    readEverydayWords(),
  );
  let isScreened = true;
  const listed = fresh.flatMap(({ names, supplierId }) => {
    const [best] = names
      .flatMap((name) =>
        resembling(name)
          .slice(0, 1)
          .map((one) => ({ name, ...one })),
      )
      .sort((a, b) => b.score - a.score);
    if (best === undefined) return [];
    if (resembling(supplierId).length === 0) isScreened = false;
    return [{ name: best.name, entity: best.listed.entry.entity }];
  });
  return { listed, isScreened };
}

function alikeAmong(
  fresh: readonly NamedSupplier[],
  names: SupplierNames,
  parties: readonly NamedParty[],
  supplier: SuppliersByName,
): [string, string][] {
  const asked = new Set(fresh.map(({ supplierId }) => supplierId));
  const idOf = nameReader(supplier, names);
  const table = new Map(names.named().flatMap((one) => one.names.map((name) => [name, 1] as const)));
  const { pairs } = chooseSupplierPairs(allNames(parties, table, idOf), {
    threshold: SHIPPED_THRESHOLD,
    everyday: readEverydayWords(),
    isApart: apartBy(supplier.apart ?? [], idOf),
    isAsked: ({ supplierId }) => asked.has(supplierId),
  });
  return groupPairs(pairs).pairs.map(({ name, other }) => [name.name, other.name]);
}
