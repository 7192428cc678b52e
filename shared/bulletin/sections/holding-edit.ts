import type { Holding } from "../../supply/holding.ts";
import type { Supplier } from "../../supply/supplier.ts";
import type { NameOf } from "../../text/key-name.ts";
import { shareRange } from "../../text/share.ts";
import { oneLine } from "../../values/one-line.ts";

/** What has changed in who holds a supplier: `equity held by CATL: 60.0 %, was 20.0-30.0 %`. */
export function holdingTexts(before: Supplier, after: Supplier, nameOf: NameOf): string[] {
  const [then, now] = [sharesOf(before), sharesOf(after)];
  const changed = [...new Set([...then.keys(), ...now.keys()])].filter(
    (key) => then.get(key)?.share !== now.get(key)?.share,
  );
  if (changed.length === 0) return ["the periods of its holdings"];
  return changed.flatMap((key) => {
    const holding = (now.get(key) ?? then.get(key))?.holding;
    if (holding === undefined) return [];
    const { holderId, kind } = holding;
    const holder = holderId === null ? "holders without a name" : oneLine(nameOf(holderId));
    const [is, was] = [now, then].map((shares) => shares.get(key)?.share ?? "not told");
    return [`${kind} held by ${holder}: ${is}, was ${was}`];
  });
}

/** How much each holder holds, by kind and holder. */
function sharesOf({ holdings = [] }: Supplier): Map<string, { holding: Holding; share: string }> {
  return new Map(
    holdings.map((holding) => {
      const { kind, holderId, minShare, maxShare } = holding;
      const isUnknown = minShare === null && maxShare === null;
      const share = isUnknown ? "not known how much" : shareRange(minShare ?? 0, maxShare ?? 1);
      return [JSON.stringify([kind, holderId]), { holding, share }];
    }),
  );
}
