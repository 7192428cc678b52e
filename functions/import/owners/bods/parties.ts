import type { CountryCode } from "../../../../shared/values/identifier.ts";
import { identifierSchema } from "../../../../shared/values/identifier.ts";
import { countryCode } from "../../files/country.ts";
import { isLei } from "../lei.ts";
import type { HolderFacts } from "../new-holders.ts";
import type { Party } from "./record.ts";
import type { EntityDetails, PersonDetails } from "./statement.ts";

/** The ids by which a table or a supplier may name a party: its record, and its identifiers as `SCHEME:ID`, or an LEI alone. */
export function namesOf(recordId: string, party: Party | undefined): string[] {
  if (party?.kind !== "entity") return [recordId];
  const identifiers = (party.details.identifiers ?? []).flatMap(({ id = "", scheme, schemeName }) => {
    if (id === "") return [];
    const full = [scheme, schemeName].flatMap((name) =>
      name === undefined || name === "" ? [] : [`${name}:${id}`],
    );
    return isLei(id) ? [id, ...full] : full;
  });
  return [recordId, ...identifiers];
}

/**
 * The id of a party that is no supplier: its LEI, else its first identifier of a known scheme, else its record. Records of one
 * company that several companies have declared are one by their identifiers. A person is its record.
 */
export function ownId(recordId: string, party: Party | undefined): string {
  const [record = recordId, ...identifiers] = namesOf(recordId, party);
  const lei = identifiers.find(isLei);
  const [first = record] = identifiers.filter((one) => identifierSchema.safeParse(one).success).sort();
  return lei ?? first;
}

const UNKNOWN_KINDS = new Set(["anonymousEntity", "unknownEntity", "anonymousPerson", "unknownPerson"]);

/** What a party becomes as a supplier; `undefined` where it is not known who it is. Persons are not named. */
export function factsOf(recordId: string, party: Party | undefined): HolderFacts | undefined {
  if (party === undefined) return undefined;
  const { kind, details } = party;
  const type = kind === "person" ? (details.personType ?? "") : (details.entityType?.type ?? "");
  if (UNKNOWN_KINDS.has(type)) return undefined;
  return kind === "person"
    ? { name: `a person (${recordId})`, country: nationalityOf(details) }
    : { name: details.name ?? "", country: seatOf(details) };
}

const WITHOUT_OWNER = new Set(["state", "stateBody"]);

/** Whether somebody may own a party: neither a person nor a state has an owner. */
export function mayBeOwned(party: Party): boolean {
  return party.kind === "entity" && !WITHOUT_OWNER.has(party.details.entityType?.type ?? "");
}

/** The country of a person: the nationality, where there is only one. */
function nationalityOf({ nationalities = [] }: PersonDetails): CountryCode | null {
  const codes = new Set(nationalities.map(countryOf));
  const [code = null] = codes;
  return codes.size === 1 ? code : null;
}

/** Where an entity does business, else where it was registered. */
function seatOf({ addresses = [], jurisdiction }: EntityDetails): CountryCode | null {
  const at = (type: string) =>
    addresses.find((one) => one.type === type && one.country !== undefined)?.country;
  const place = at("business") ?? jurisdiction ?? at("registered");
  return place === undefined ? null : countryOf(place);
}

/** A country by its code, `US-DE` for a part of one, else by its name. */
function countryOf({
  code,
  name,
}: {
  code?: string | undefined;
  name?: string | undefined;
}): CountryCode | null {
  return countryCode((code ?? "").split("-")[0] ?? "") ?? countryCode(name ?? "");
}
