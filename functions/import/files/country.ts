import countries from "i18n-iso-countries/index.js";
import { countryInText } from "../../../shared/values/country-in-text.ts";
import { nearest } from "../../../shared/values/nearest.ts";
import { faultOf, type TextFault } from "../../../shared/values/parse.ts";
import { codesByName, plainName } from "./country-names.ts";

/** The ISO 3166-1 alpha-2 code of a code or a well-known English name, or `null` when it is neither. */
export function countryCode(text: string): string | null {
  // "ß" and "ﬁ" become two letters when they are made capitals, and are no code for that.
  if (/^[A-Za-z]{2}$/.test(text) && countries.isValid(text.toUpperCase())) return text.toUpperCase();
  const ofThree = /^[A-Za-z]{3}$/.test(text) ? countries.alpha3ToAlpha2(text.toUpperCase()) : undefined;
  if (ofThree !== undefined) return ofThree;
  const codes = codesByName.get(plainName(text)) ?? [];
  return codes.length === 1 ? (codes[0] ?? null) : null;
}

/** The code of a country by its number in ISO 3166-1, which UN M49 has too; `null` when no country has it. */
export function countryOfNumber(number: string): string | null {
  return /^\d{1,3}$/.test(number) ? (countries.numericToAlpha2(number.padStart(3, "0")) ?? null) : null;
}

const advised = new Map<string, TextFault>();
const MOST_ADVISED = 1000;

/** What is wrong with a text that is no country, and what to write instead. */
export function noCountry(text: string): TextFault {
  const known = advised.get(text);
  if (known !== undefined) return known;
  const fault = faultOf(text, adviceFor(text));
  if (advised.size < MOST_ADVISED) advised.set(text, fault);
  return fault;
}

function adviceFor(text: string): string {
  const codes = codesByName.get(plainName(text)) ?? [];
  if (codes.length > 1) {
    const each = codes.map((code) => `${code} for ${countryInText(code)}`).join(" or ");
    return `may be two countries: write ${each}`;
  }
  const likely = likelyCode(text);
  if (likely === null) return "is not a country: write its two-letter code";
  return `is not a country: write ${likely} if ${countryInText(likely)} is meant`;
}

// More than a quarter of the letters changed is another country.
const MOST_CHANGED = 1 / 4;
const LONGEST_COUNTRY_NAME = 60;

function likelyCode(text: string): string | null {
  const plain = plainName(text);
  if (plain.length < 4 || plain.length > LONGEST_COUNTRY_NAME) return null;
  const within = [...codesByName.keys()]
    .filter((name) => name.length >= 4 && ` ${plain} `.includes(` ${name} `))
    .sort((a, b) => b.length - a.length)
    .at(0);
  const name = within ?? nearest(plain, codesByName.keys(), MOST_CHANGED);
  const codes = (name === null ? undefined : codesByName.get(name)) ?? [];
  return codes.length === 1 ? (codes[0] ?? null) : null;
}
