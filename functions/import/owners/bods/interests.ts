import type { Holding } from "../../../../shared/supply/holding.ts";
import { addDays, type Day } from "../../../../shared/values/day.ts";
import type { Interest, RelationshipDetails } from "./statement.ts";

/** What an interest says of a holding: of its kind, from `min` to `max` as fractions, in a period. */
export interface Interval {
  kind: Holding["kind"];
  min: number;
  max: number;
  from: Day | null;
  to: Day | null;
}

type Meaning = "equity" | "votes" | "control" | "may control" | "no holding";

/** What each type of interest means for who holds a company. */
const MEANINGS: Readonly<Record<string, Meaning>> = {
  shareholding: "equity",
  votingRights: "votes",
  appointmentOfBoard: "control",
  controlViaCompanyRulesOrArticles: "control",
  controlByLegalFramework: "control",
  otherInfluenceOrControl: "may control",
  rightsGrantedByContract: "may control",
  conditionalRightsGrantedByContract: "may control",
  settlor: "may control",
  trustee: "may control",
  protector: "may control",
  beneficiaryOfLegalArrangement: "may control",
  nominee: "may control",
  nominator: "may control",
  unknownInterest: "may control",
  unpublishedInterest: "may control",
  seniorManagingOfficial: "no holding",
  boardMember: "no holding",
  boardChair: "no holding",
  rightsToSurplusAssetsOnDissolution: "no holding",
  rightsToProfitOrIncome: "no holding",
  enjoymentAndUseOfAssets: "no holding",
  rightToProfitOrIncomeFromAssets: "no holding",
};

/** What a relationship says of holdings, and what it says besides, by type. */
export interface ReadInterests {
  intervals: Interval[];
  leftOut: string[];
}

/** Why an interest cannot be read. */
export interface InterestFault {
  field: string;
  reason: string;
}

const UNKNOWN: Interest = { type: "unknownInterest" };

/** The holdings that a relationship tells. Without interests, it is not known what the party has. */
export function readInterests({
  interests = [],
  componentRecords = [],
}: Pick<RelationshipDetails, "interests" | "componentRecords">): ReadInterests | InterestFault {
  const read: ReadInterests = { intervals: [], leftOut: [] };
  for (const [at, interest] of (interests.length === 0 ? [UNKNOWN] : interests).entries()) {
    const { type = "unknownInterest", directOrIndirect } = interest;
    const meaning = Object.hasOwn(MEANINGS, type) ? (MEANINGS[type] ?? "may control") : "may control";
    const isIndirect = directOrIndirect === "indirect";
    if (meaning === "no holding") read.leftOut.push(type);
    else if (isIndirect && componentRecords.length > 0) read.leftOut.push(TOLD_BY_PARTS);
    else {
      const interval = intervalOf(interest, meaning, isIndirect);
      if (interval === "no day") read.leftOut.push("ended on the day that they began");
      else if ("reason" in interval) return { ...interval, field: `interests.${at}.${interval.field}` };
      else read.intervals.push(interval);
    }
  }
  return read;
}

/** Said of interests whose chain is told by relationships of their own. */
export const TOLD_BY_PARTS = "indirect, told by their parts";

function intervalOf(
  interest: Interest,
  meaning: Exclude<Meaning, "no holding">,
  isIndirect: boolean,
): Interval | InterestFault | "no day" {
  const { share, startDate: from = null, endDate } = interest;
  const kind = meaning === "may control" ? "control" : meaning;
  if (from !== null && endDate === from) return "no day";
  if (from !== null && endDate !== undefined && endDate < from)
    return { field: "endDate", reason: "is before startDate" };
  // An interest has ceased on its end date: it held until the day before.
  const to = endDate === undefined ? null : addDays(endDate, -1);
  const told = boundsOf(share);
  if (told.min > told.max) return { field: "share", reason: "has a minimum above its maximum" };
  if (meaning === "control" && share === undefined)
    return { kind, min: isIndirect ? 0 : 1, max: 1, from, to };
  // What is held through others is not held of the company itself.
  const isCertain = meaning !== "may control" && !isIndirect;
  return { kind, min: isCertain ? told.min : 0, max: told.max, from, to };
}

// Less than any share that is told, and more than the tolerance with which shares are compared.
const LESS = 2e-9;

/** The share that an interest tells, as fractions. More than 25 % is a little more than a quarter. */
function boundsOf(share: Interest["share"] = {}): { min: number; max: number } {
  const { exact, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = share;
  if (exact !== undefined) return { min: fraction(exact), max: fraction(exact) };
  const atLeast = [minimum === undefined ? 0 : fraction(minimum)];
  const atMost = [maximum === undefined ? 1 : fraction(maximum)];
  if (exclusiveMinimum !== undefined) atLeast.push(Math.min(1, fraction(exclusiveMinimum) + LESS));
  if (exclusiveMaximum !== undefined) atMost.push(Math.max(0, fraction(exclusiveMaximum) - LESS));
  return { min: Math.max(...atLeast), max: Math.min(...atMost) };
}

const DECIMALS = 12;

function fraction(percent: number): number {
  return Number((percent / 100).toFixed(DECIMALS));
}
