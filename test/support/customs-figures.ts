import type { Policy } from "../../shared/policy/policy.ts";
import { defaultWording } from "../../shared/policy/wording.ts";
import type { Position } from "../../shared/supply/position.ts";
import { positionOf } from "./samples.ts";
import { usImportsPolicy } from "./us-imports-policy.ts";

const { sector } = usImportsPolicy;
const words = {
  items: new Map([["8507600030", "housed lithium-ion storage of 1 kWh or more"]]),
  supply: "US battery imports",
  purchase: "import figure",
  purchases: "import figures",
  buyers: "the authors of the figures",
  replace: "To reach {goal}, {amount} would have to come from elsewhere than {givers}.",
};
/** The policy of the imports with words of its own. */
export const ownWordsPolicy: Policy = { ...usImportsPolicy, wording: { ...defaultWording, ...words } };

/** The customs figures of one month: so many of 10 M dollars from China, so many from countries that are not told. */
export function month(until: string, chinese: number, untold = 0): Position[] {
  const periodStart = `${until.slice(0, 8)}01`;
  const figure = (originCountry: string | null, millions: number) =>
    positionOf({
      ...{ sector, item: "8507600030", supplierId: null, originCountry, periodStart },
      ...{ exposure: Math.round(millions * 1_000_000_00), date: until, program: null, source: "DataWeb" },
      positionId: `${until}-${originCountry}`,
    });
  const others = 10 - chinese - untold;
  return [
    figure("CN", chinese),
    figure("JP", others * 0.7),
    figure("KR", others * 0.3),
    figure(null, untold),
  ].filter(({ exposure }) => exposure > 0);
}
