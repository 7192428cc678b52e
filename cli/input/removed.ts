import type { SimulatePayload } from "../../shared/contract/simulate-payload.ts";
import { placeFields } from "../../shared/supply/place.ts";
import { quoted } from "../../shared/values/parse.ts";
import { knownCountryAsked } from "./asked-keys.ts";
import { UsageError } from "./usage-error.ts";

const KINDS = {
  country: "countries",
  owner: "owners",
  supplier: "suppliers",
  list: "lists",
  ...placeFields,
} as const;
const KIND_AND_KEY = new RegExp(`^(${Object.keys(KINDS).join("|")}):(.+)$`, "s");

type Removed = NonNullable<SimulatePayload["remove"]>;

/** What stops, of keys like `country:China`. @throws UsageError for one that is not like that, by the name of its flag or field. */
export function removedAsked(flag: string, all: readonly string[]): Removed {
  const removed: Removed = {};
  for (const one of all) {
    const [, kind, key] = KIND_AND_KEY.exec(one) ?? [];
    if (kind === undefined || key === undefined) {
      throw new UsageError(
        `${flag} must be like country:China, owner:CATL, supplier:example-storage, list:1260h or port:ningbo, not ${quoted(one)}`,
      );
    }
    const field = KINDS[kind as keyof typeof KINDS];
    removed[field] = [...(removed[field] ?? []), kind === "country" ? knownCountryAsked(flag, key) : key];
  }
  return removed;
}
