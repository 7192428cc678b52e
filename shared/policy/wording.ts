import { type Called, NOTHING_CALLED } from "./called.ts";

/**
 * The words of messages that a company may replace by its own, each with the places (`{limit}`) where figures and
 * names go. Everything else in a message is the same for all.
 */
export const defaultTexts = {
  supply: "supply",
  purchase: "purchase",
  purchases: "purchases",
  buyers: "your own buyers",
  biggestPaths: "BIGGEST PATHS",
  biggestLosses: "BIGGEST LOSSES",
  biggestParts: "BIGGEST PARTS",
  biggestSellers: "BIGGEST SELLERS",
  whatMovedIt: "WHAT MOVED IT",
  alsoEdited: "ALSO EDITED",
  whatYouCanDo: "WHAT YOU CAN DO",
  besideMarket: "BESIDE THE MARKET",
  alsoNew: "ALSO NEW",
  alsoOpen: "ALSO OPEN",
  howSure: "HOW SURE",
  before: "BEFORE",
  ifNothingChanges: "IF NOTHING CHANGES",
  why: "WHY",
  commands: "COMMANDS",
  page: "THE PAGE",
  exampleData: "EXAMPLE DATA: an example, nothing in it took place.",
  replace: "To reach {goal}, replace {amount} from {givers}.",
  newSources: "New sources are needed for {amount}.",
  certainOnly: "This is enough for what is certain, not for all that is possible.",
  askFirst: "Ask first: {suppliers}.",
  advice: "",
};
export type Wording = typeof defaultTexts & Called;
export const defaultWording: Wording = { ...defaultTexts, ...NOTHING_CALLED };

/** The words of a message with figures and names in their places. */
export function worded(text: string, places: Readonly<Record<string, string>>): string {
  const whole = text.replace(/\{(\w+)\}/g, (place, name: string) => places[name] ?? place);
  // A name such as `Example Inc.` already ends a sentence.
  return whole.replace(/\.\.$/, ".");
}

/** The places of a text where figures and names go: `goal`, `amount` of `To reach {goal}, replace {amount}.` */
export function placesIn(text: string): string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)].map(([, place = ""]) => place);
}

/** The words that messages about a policy use. */
export function wordingOf({ wording = defaultWording }: { wording?: Wording }): Wording {
  return wording;
}
