import * as z from "zod";
import { counted } from "../../../shared/values/count.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { parsedJson } from "../files/json-text.ts";
import { otherJsonCommand } from "../files/likely-import.ts";
import { type Notice, UnusableFile } from "../files/row.ts";
import { wholeText } from "../files/whole-text.ts";
import { type ComtradeRole, comtradeLayout } from "./comtrade.ts";
import { columnsIn, type TradeLine } from "./trade-lines.ts";

const rowSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const rowsSchema = z.array(rowSchema);

const NO_ANSWER = 'is no answer of UN Comtrade: that is an object whose "data" is a list of rows';
const READS = "import comtrade reads CSV or the JSON that UN Comtrade answers";
const LONGEST_REASON = 120;
/** As many rows as the API gives at most: without a key, and with one. */
const LIMITS = [500, 100_000];

/** The rows of an answer of the API of UN Comtrade. Their lines are their numbers. @throws UnusableFile when it is none. */
export async function* comtradeJson(
  source: AsyncIterable<Uint8Array>,
  mostBytes: number,
): AsyncGenerator<TradeLine<ComtradeRole> | Notice> {
  const whole = await wholeText(source, { mostBytes, advice: "ask for fewer periods at once", reads: READS });
  const rows = rowsIn(whole);
  const names = Object.keys(rows[0] ?? {});
  const columns = columnsIn(names, comtradeLayout);
  const lacking = comtradeLayout.lacking(columns, names);
  if (rows.length > 0 && lacking !== null) throw new UnusableFile(otherAnswer(whole) ?? lacking);
  if (LIMITS.includes(rows.length)) {
    const many = counted(rows.length);
    yield {
      line: 1,
      notice: `has just ${many} rows, the most that UN Comtrade answers at once: some may be missing`,
    };
  }
  for (const [at, row] of rows.entries()) {
    const text = (role: ComtradeRole) => {
      const value = row[names[columns[role] ?? -1] ?? ""] ?? "";
      return String(value).normalize("NFC").trim();
    };
    yield { line: at + 1, text };
  }
}

function rowsIn(text: string): z.infer<typeof rowsSchema> {
  const value = parsedJson(text, READS);
  const answer = z.looseObject({ data: z.unknown() }).safeParse(value);
  const rows = rowsSchema.safeParse(answer.success ? answer.data.data : value);
  if (rows.success) return rows.data;
  const told = z
    .looseObject({ message: z.string() })
    .or(z.looseObject({ error: z.string() }))
    .safeParse(value);
  if (!told.success) throw new UnusableFile(otherAnswer(text) ?? NO_ANSWER);
  const says = "message" in told.data ? told.data.message : told.data.error;
  throw new UnusableFile(`has no rows: UN Comtrade answered ${quoted(String(says), LONGEST_REASON)}`);
}

/** What is said of JSON that another import reads; `null` of any other. */
function otherAnswer(text: string): string | null {
  const other = otherJsonCommand(text, "comtrade");
  return other === null ? null : `is no answer of UN Comtrade: ${other}`;
}
