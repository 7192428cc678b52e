import * as z from "zod";
import { counted } from "./count.ts";
import { faultOf, type TextFault } from "./parse.ts";

/** What exposure is counted in: US dollars, euros or kilowatt-hours of storage. */
export const unitSchema = z.enum(["USD", "EUR", "kWh"]);
export type Unit = z.infer<typeof unitSchema>;

/** Decimal places between the unit and the minor unit that is stored: a cent, a watt-hour. */
export const unitDecimals: Readonly<Record<Unit, number>> = { USD: 2, EUR: 2, kWh: 3 };

/**
 * The most that one position may hold, in minor units: USD or EUR 1 trillion or 100 TWh. A larger number is taken for
 * a typing error. Without this limit, a few such rows would make the sum of a sector inexact.
 */
export const MOST_EXPOSURE = (10 ** 14) as Minor;

/** What is said of an amount below zero. */
export const IS_NEGATIVE = "is negative";

/** An exposure in minor units: an integer from 0 to 2^53 − 1, so that sums are exact and independent of order. */
export const exposureSchema = z.int().nonnegative().brand<"minor units">();
/** An amount in minor units; a part of an exposure need not be a whole number of them. What is shown to people is in the unit (`toUnit`). */
export type Minor = z.infer<typeof exposureSchema>;

/** Takes a number for minor units: a sum, a difference or a part of amounts in minor units. */
export function asMinor(amount: number): Minor {
  return amount as Minor;
}

export type ParsedExposure = { exposure: Minor } | TextFault;

/** Why a text is not an amount of any unit; `null` when it is one. */
export function numberFault(text: string): TextFault | null {
  if (/^-(?=.*[1-9])\d/.test(text)) return faultOf(text, IS_NEGATIVE);
  return /^\d+(\.\d+)?$/.test(text) ? null : faultOf(text, "is not a plain decimal number");
}

/** Reads a plain decimal number of units, such as `1234.50`, into minor units without passing through a float. */
export function parseExposure(text: string, unit: Unit): ParsedExposure {
  const fault = numberFault(text);
  if (fault !== null) return fault;
  const [whole = "", fraction = ""] = text.split(".");
  const decimals = unitDecimals[unit];
  const digits = fraction.replace(/0+$/, "");
  if (digits.length > decimals) return faultOf(text, `has more than ${decimals} decimals of ${unit}`);
  const exposure = Number(whole + digits.padEnd(decimals, "0"));
  if (exposure > MOST_EXPOSURE) {
    const most = counted(toUnit(MOST_EXPOSURE, unit));
    return faultOf(text, `is more than ${most} ${unit}, the most that one row may hold`);
  }
  return { exposure: exposure as Minor };
}

/** Thrown when a sum of exposures passes 2^53 − 1 minor units: it would no longer be exact. */
export class InexactSum extends RangeError {
  override name = "InexactSum";
}

/**
 * Adds two exposures in minor units.
 * @throws InexactSum when the sum passes 2^53 − 1.
 */
export function addExposures(a: Minor, b: Minor): Minor {
  const sum = a + b;
  if (!Number.isSafeInteger(sum)) {
    throw new InexactSum("the exposures add up to more than 2^53 minor units and cannot be summed exactly");
  }
  return sum as Minor;
}

/** Converts minor units into the unit that people read: 12,345 cents are 123.45 USD. */
export function toUnit(exposure: Minor, unit: Unit): number {
  return exposure / 10 ** unitDecimals[unit];
}

/** The same as a plain decimal, exactly: `123.45`, `7.00`. `parseExposure` reads it again. */
export function exposureText(exposure: Minor, unit: Unit): string {
  const decimals = unitDecimals[unit];
  const digits = String(exposure).padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
