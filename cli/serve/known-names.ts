import { itemNames } from "../../shared/policy/item-names.ts";
import { type Policies, wordsIn } from "../../shared/policy/policies.ts";
import type { Cloud } from "../cloud/cloud.ts";

/** What a form about a sector can propose: items and suppliers, each by its key and its name. */
export interface KnownNames {
  items: { key: string; name: string }[];
  suppliers: { key: string; name: string }[];
  /** Why none are known, where that is not because there are none. */
  problem?: string;
}

// A browser shows a few of them at a time, and a page with all would be slow.
const MOST_PROPOSED = 500;

/** The items and suppliers of the last assessment of a sector, largest first. */
export async function knownNames(
  sector: string,
  policies: Policies,
  { ledgers, assessments }: Pick<Cloud, "ledgers" | "assessments">,
): Promise<KnownNames> {
  try {
    const { lastAssessment } = await ledgers.load(sector);
    const assessment = lastAssessment && (await assessments.load({ sector, ...lastAssessment }));
    const scopes = assessment?.scopes ?? [];
    const [whole] = scopes;
    const suppliers = whole === undefined || "empty" in whole ? [] : whole.facets.supplier.keys;
    const itemOf = itemNames(wordsIn(policies, sector));
    return {
      items: scopes.flatMap(({ item }) => (item === null ? [] : { key: item, name: itemOf(item) })),
      suppliers: suppliers.slice(0, MOST_PROPOSED).map(({ key, name }) => ({ key, name })),
    };
  } catch (error) {
    return { items: [], suppliers: [], problem: error instanceof Error ? error.message : String(error) };
  }
}
