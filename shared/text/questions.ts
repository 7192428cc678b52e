import { defaultWording, type Wording } from "../policy/wording.ts";
import type { Outlook } from "../unknowns/outlook.ts";
import type { Question, Unknown } from "../unknowns/unknown.ts";
import type { NameOf } from "./key-name.ts";

/** What is asked of a supplier. */
const OF_SUPPLIER: Record<Question, string> = {
  seller: "who sells it",
  program: "for which program it is",
  origin: "where what it sells is made",
  owner: "who owns it",
  parent: "whether its parent controls it",
  holders: "who holds how much of it",
  country: "in which country it is",
  inputs: "which inputs it uses, and from whom",
  rest: "from whom the rest of its inputs comes",
};

/** What one's own buyers are asked about purchases. */
const OF_BUYERS: Partial<Record<Question, string>> = {
  seller: "who sold what has no supplier",
  program: "which program each purchase is for",
  origin: "where what has no supplier is made",
};

/** All that is asked of one: `who owns it; which inputs it uses, and from whom`. */
export function questionsText({ asked, questions }: Unknown): string {
  const own = asked === null ? { ...OF_SUPPLIER, ...OF_BUYERS } : OF_SUPPLIER;
  return questions.map((question) => own[question]).join("; ");
}

/** Who is asked, within a sentence. `buyers` is what a company calls those who know of its own purchases. */
export function askedName(
  { asked }: Unknown,
  nameOf: NameOf,
  { buyers }: Pick<Wording, "buyers"> = defaultWording,
): string {
  return asked === null ? buyers : nameOf(asked);
}

/** What answers could make of a level: `could clear it, or make it CRITICAL`; empty where they cannot change it. */
export function outlookText({ better, worse }: Outlook): string {
  const parts = [
    ...(better === null ? [] : [better === "none" ? "clear it" : `ease it to ${better.toUpperCase()}`]),
    ...(worse === null ? [] : [`raise it to ${worse.toUpperCase()}`]),
  ];
  return parts.length === 0 ? "" : `could ${parts.join(", or ")}`;
}
