import type { SimulatePayload } from "../../shared/contract/simulate-payload.ts";
import { type Unit, unitSchema } from "../../shared/values/exposure.ts";
import { quoted } from "../../shared/values/parse.ts";
import { knownCountryAsked } from "./asked-keys.ts";
import { UsageError } from "./usage-error.ts";

type Move = NonNullable<SimulatePayload["move"]>[number];

/** A move as it was written, in its parts. With a country, `to` is a new source. */
export interface WrittenMove {
  amount: string;
  item: string;
  from: string;
  to: string;
  country?: string | undefined;
  inputs?: string | undefined;
}

/** How a move is written. */
const FORM = "must be like 20%:bess:catl:lg, or 20%:bess:catl:NEW NAME:KR for a new source";

/**
 * The parts of a move like `20%:bess:catl:lg`: how much, of which item, from whom, and to whom. With a country behind it, and
 * perhaps `none`, the last is a new source. A colon in a name is written `\:`.
 * @throws UsageError for one that is not like that.
 */
export function moveParts(flag: string, text: string): WrittenMove {
  const parts = text.split(/(?<!\\):/).map((part) => part.replaceAll("\\:", ":").trim());
  const [amount = "", item = "", from = "", to = "", country, inputs, ...more] = parts;
  if (more.length > 0 || parts.length < 4 || parts.includes(""))
    throw new UsageError(`${flag} ${FORM}, not ${quoted(text)}`);
  return { amount, item, from, to, country, inputs };
}

/** A move that was written in parts. `unit` is that of the sector, where it is known. @throws UsageError for what is no move. */
export function moveAsked(
  flag: string,
  { amount, item, from, to, country, inputs }: WrittenMove,
  unit: Unit | null,
): Move {
  if ([amount, item, from, to].includes(""))
    throw new UsageError(`${flag}: write how much, of which item, from whom and to whom`);
  const about = { ...amountAsked(flag, amount, unit), item, from };
  if (country === undefined) return { ...about, to };
  if (inputs !== undefined && inputs !== "none")
    throw new UsageError(
      `${flag}: after the country of a new source stands none, or nothing, not ${quoted(inputs)}`,
    );
  const source = { name: to, country: knownCountryAsked(flag, country) };
  return { ...about, to: inputs === undefined ? source : { ...source, inputs } };
}

const SIZES: Readonly<Record<string, number>> = { "": 0, k: 3, m: 6, b: 9 };

// A smaller number without a unit may be meant as percent.
const MOST_PERCENT = 100;

/** A part like `20%`, or an amount as texts show it: `USD 21.6 M`, `5m`, `1,200`. */
function amountAsked(flag: string, text: string, unit: Unit | null): Pick<Move, "part" | "exposure"> {
  const [, percent] = /^(\d+(?:\.\d+)?) ?%$/.exec(text) ?? [];
  if (percent !== undefined) return { part: Number(percent) / 100 };
  const [, named, digits = "", size = ""] =
    /^(?:([A-Za-z]+) ?)?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?) ?([kKmMbB]?)$/.exec(text) ?? [];
  if (digits === "") throw new UsageError(`${flag}: ${quoted(text)} is no amount: write 20%, USD 5m or 1200`);
  checkUnit(flag, named, unit);
  // One decimal number is the nearest to what was written; a product of two would be rounded twice.
  const exposure = Number(`${digits.replaceAll(",", "")}e${SIZES[size.toLowerCase()]}`);
  if (named !== undefined || size !== "" || exposure > MOST_PERCENT) return { exposure };
  const percents = exposure <= 1 ? Number(`${digits}e2`) : exposure;
  const amount = `${unit ?? "USD"} ${digits}`;
  throw new UsageError(
    `${flag}: ${quoted(text)} may be a part or an amount: write ${percents}% or ${amount}`,
  );
}

function checkUnit(flag: string, named: string | undefined, unit: Unit | null): void {
  if (named === undefined) return;
  const meant = unitSchema.options.find((one) => one.toLowerCase() === named.toLowerCase());
  if (meant !== undefined && (unit === null || meant === unit)) return;
  const counted = unit ?? unitSchema.options.join(", ");
  throw new UsageError(`${flag}: ${quoted(named)} is not the unit that the sector is counted in: ${counted}`);
}
