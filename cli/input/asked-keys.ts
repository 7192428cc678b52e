import { countryCode, noCountry } from "../../functions/import/files/country.ts";
import { type Day, dayOf, daySchema } from "../../shared/values/day.ts";
import type { CountryCode } from "../../shared/values/identifier.ts";
import { dayOfPurchase } from "./day-flag.ts";
import { UsageError } from "./usage-error.ts";

/** What is written for what is not known. */
const UNKNOWN = "unknown";

/** A text without the kind that may stand before it: `China` of `country:China`. */
function withoutKind(text: string, kind: string): { text: string; isNamed: boolean } {
  const isNamed = text.startsWith(`${kind}:`);
  return { text: isNamed ? text.slice(kind.length + 1) : text, isNamed };
}

/** A key, or `null` for `unknown`. `supplier:unknown` is the key of that name. */
export function keyAsked(flag: string, asked: string, kind: string): string | null {
  const { text, isNamed } = withoutKind(asked, kind);
  if (text === "") throw new UsageError(`${flag}: must not be empty; write ${UNKNOWN} for what is not known`);
  return text === UNKNOWN && !isNamed ? null : text;
}

/** A country by its code or a well-known name, or `null` for `unknown`. @throws UsageError with the nearest one. */
export function countryAsked(flag: string, asked: string): CountryCode | null {
  const { text } = withoutKind(asked, "country");
  if (text === UNKNOWN) return null;
  const code = countryCode(text);
  if (code === null) throw new UsageError(`${flag}: ${noCountry(text).problem}, or ${UNKNOWN}`);
  return code;
}

/** A country that must be known. @throws UsageError with the nearest one. */
export function knownCountryAsked(flag: string, asked: string): CountryCode {
  const { text } = withoutKind(asked, "country");
  const code = countryCode(text);
  if (code === null) throw new UsageError(`${flag}: ${noCountry(text).problem}`);
  return code;
}

/** A day, or `null` for `unknown`. */
export function dateAsked(flag: string, asked: string): Day | null {
  if (asked === UNKNOWN) return null;
  if (asked === "today") return dayOf(new Date());
  if (daySchema.safeParse(asked).success) return dayOfPurchase(flag, asked);
  throw new UsageError(`${flag}: must be a day like 2026-07-31, today, or ${UNKNOWN}`);
}
