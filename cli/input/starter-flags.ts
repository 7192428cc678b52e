import { countryCode, noCountry } from "../../functions/import/files/country.ts";
import { isPolicyFile } from "../../shared/policy/read-policies.ts";
import type { StarterChoices } from "../../shared/policy-tests/starter.ts";
import { type LevelLimits, publicLimits } from "../../shared/policy-tests/starter-limits.ts";
import { type Unit, unitSchema } from "../../shared/values/exposure.ts";
import { type CountryCode, sectorIdSchema } from "../../shared/values/identifier.ts";
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

/** What is taken where the user does not choose. The sector and the unit have to be chosen. */
export const usualFlags: Omit<StarterFlags, "sector" | "unit"> = {
  ownerHhi: String(publicLimits.ownerHhi.warning),
  oneOwner: percent(publicLimits.oneOwner.warning),
  oneCountry: percent(publicLimits.oneCountry.critical),
  countries: "",
  countriesLimit: percent(publicLimits.countries.critical),
};

/** Reads each choice. @throws UsageError that names the flag, the value and the reason. */
export const readFlag = {
  sector: sectorIn,
  unit: unitIn,
  ownerHhi: (text: string) => limitsIn("--owner-hhi", text, pointsIn, "warning"),
  oneOwner: (text: string) => limitsIn("--one-owner", text, shareIn, "warning"),
  oneCountry: (text: string) => limitsIn("--one-country", text, shareIn, "critical"),
  countries: countriesIn,
  countriesLimit: (text: string) => limitsIn("--countries-limit", text, shareIn, "critical"),
} as const satisfies Record<keyof StarterFlags, (text: string) => unknown>;

/** Reads the choices. @throws UsageError that names the flag, the value and the reason. */
export function readStarterFlags(flags: StarterFlags): StarterChoices {
  const unit = readFlag.unit(flags.unit);
  const limits = {
    ownerHhi: readFlag.ownerHhi(flags.ownerHhi),
    oneOwner: readFlag.oneOwner(flags.oneOwner),
    oneCountry: readFlag.oneCountry(flags.oneCountry),
    countries: readFlag.countriesLimit(flags.countriesLimit),
  };
  const countries = readFlag.countries(flags.countries);
  const { ownerHhi, oneOwner, oneCountry } = limits;
  const ofCountries = countries.length === 0 ? null : limits.countries;
  if ([ownerHhi, oneOwner, oneCountry, ofCountries].every((limit) => limit === null))
    throw new UsageError("without any limit nothing is watched: say one that is not none");
  return { sector: readFlag.sector(flags.sector), unit, limits, countries };
}

function unitIn(text: string): Unit {
  const unit = unitSchema.safeParse(text);
  if (!unit.success) throw new UsageError(`--unit: ${quoted(text)} must be USD, EUR or kWh`);
  return unit.data;
}

/** Limits like `65%`, which is of the usual level, `50%/65%` for warning and critical, `/65%` or `65%/` for one, or `none`. */
function limitsIn(
  flag: string,
  text: string,
  read: (flag: string, text: string) => number,
  usual: "warning" | "critical",
): LevelLimits | null {
  if (/^\s*none\s*$/i.test(text)) return null;
  const [first = "", second, ...more] = text.split("/").map((part) => part.trim());
  if (more.length > 0)
    throw new UsageError(`${flag}: ${quoted(text)} must be at most two limits, for warning/critical`);
  if (second === undefined) return oneLimit(usual, read(flag, first));
  if (second === "") return oneLimit("warning", read(flag, first));
  if (first === "") return oneLimit("critical", read(flag, second));
  const limits = { warning: read(flag, first), critical: read(flag, second) };
  if (limits.warning < limits.critical) return limits;
  throw new UsageError(`${flag}: ${quoted(text)} must have the limit of the warning first, the lower one`);
}

function oneLimit(level: "warning" | "critical", limit: number): LevelLimits {
  return level === "warning" ? { warning: limit } : { critical: limit };
}

/** The sector of a new policy. @throws UsageError when it cannot be one. */
function sectorIn(text: string): string {
  const read = sectorIdSchema.safeParse(text);
  if (!read.success) throw new UsageError(`--sector: ${read.error.issues[0]?.message ?? "is not a name"}`);
  if (!isPolicyFile(`${text}.json`))
    throw new UsageError(`--sector: ${text}.json is a file about all sectors of a folder, not a policy`);
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

/** Countries by code or name. A name may hold a comma, as in `Korea, South`, where semicolons stand between them. */
function countriesIn(text: string): CountryCode[] {
  const named = text.split(text.includes(";") ? ";" : ",").map((name) => name.trim());
  return [...new Set(named.filter((name) => name !== "").map(countryIn))];
}

function countryIn(text: string): CountryCode {
  const code = countryCode(text);
  if (code !== null) return code;
  throw new UsageError(`--countries: ${noCountry(text).problem}`);
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}
