import { publicLimits, type StarterChoices, type StarterLimits } from "../../shared/policy-tests/starter.ts";
import { countryCodes } from "../../shared/values/country-code.ts";
import { countryName } from "../../shared/values/country-name.ts";
import { unitSchema } from "../../shared/values/exposure.ts";
import { kebabCaseSchema } from "../../shared/values/identifier.ts";
import { quoted } from "../../shared/values/parse.ts";
import { UsageError } from "./usage-error.ts";

/** The choices of a starter policy as the user wrote them. */
export interface StarterFlags {
  sector: string;
  unit: string;
  ownerHhi: string;
  oneOwner: string;
  oneCountry: string;
  countries: string;
  countriesLimit: string;
}

/** What is taken where the user does not choose. The unit has to be chosen. */
export const usualFlags: Omit<StarterFlags, "sector" | "unit"> = {
  ownerHhi: String(publicLimits.ownerHhi),
  oneOwner: percent(publicLimits.oneOwner),
  oneCountry: percent(publicLimits.oneCountry),
  countries: "",
  countriesLimit: percent(publicLimits.countries),
};

/** Reads the choices. @throws UsageError that names the flag, the value and the reason. */
export function readStarterFlags(flags: StarterFlags): StarterChoices {
  const unit = unitSchema.safeParse(flags.unit);
  if (!unit.success) throw new UsageError(`--unit: ${quoted(flags.unit)} must be USD, EUR or kWh`);
  const limits: StarterLimits = {
    ownerHhi: pointsIn("--owner-hhi", flags.ownerHhi),
    oneOwner: shareIn("--one-owner", flags.oneOwner),
    oneCountry: shareIn("--one-country", flags.oneCountry),
    countries: shareIn("--countries-limit", flags.countriesLimit),
  };
  const countries = countriesIn(flags.countries);
  return { sector: sectorIn(flags.sector), unit: unit.data, limits, countries };
}

/** The sector of a new policy. @throws UsageError when it cannot be one. */
export function sectorIn(text: string): string {
  const read = kebabCaseSchema.safeParse(text);
  if (!read.success) throw new UsageError(`--sector: ${read.error.issues[0]?.message ?? "is not a name"}`);
  if (text === "restricted-lists")
    throw new UsageError(
      "--sector: restricted-lists.json is the file of the restricted lists, not of a policy",
    );
  return read.data;
}

function pointsIn(flag: string, text: string): number {
  const points = /^\d{1,2},?\d{3}$|^\d{1,4}$/.test(text) ? Number(text.replace(",", "")) : Number.NaN;
  if (points >= 2 && points < 10_000) return points;
  throw new UsageError(`${flag}: ${quoted(text)} must be whole points, from 2 to 9999`);
}

/** A share like `0.65`, `65%` or `65 %`, to a hundredth of a percent. */
function shareIn(flag: string, text: string): number {
  const [, digits = "", sign = ""] = /^(\d{1,3}(?:\.\d{1,4})?) ?(%?)$/.exec(text) ?? [];
  const share = digits === "" ? Number.NaN : Number((Number(digits) / (sign === "" ? 1 : 100)).toFixed(6));
  const isFine = Number.isInteger(Number((share * 10_000).toFixed(4)));
  if (share < 1 && isFine) return share;
  throw new UsageError(
    `${flag}: ${quoted(text)} must be a share like 0.65 or 65%, less than all, with at most two decimals of a percent`,
  );
}

function countriesIn(text: string): string[] {
  const named = text.split(/[,;]/).map((name) => name.trim());
  return [...new Set(named.filter((name) => name !== "").map(countryIn))];
}

function countryIn(text: string): string {
  const written = text.toUpperCase();
  const code = countryCodes.has(written)
    ? written
    : [...countryCodes].find((known) => countryName(known).toUpperCase() === written);
  if (code !== undefined) return code;
  throw new UsageError(`--countries: ${quoted(text)} is no country of ISO 3166-1: write its code, like CN`);
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}
