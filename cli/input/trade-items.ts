import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { readCsv } from "../../functions/import/files/csv.ts";
import { isNotice, isRejection, UnusableFile } from "../../functions/import/files/row.ts";
import { productCode } from "../../functions/import/public/trade-answers.ts";
import { kebabCaseSchema } from "../../shared/values/identifier.ts";
import { quoted } from "../../shared/values/parse.ts";
import { UsageError } from "./usage-error.ts";

/** Reads what goods of each product code are. @throws UsageError with the line, when the file is wrong. */
export async function readTradeItems(path: string): Promise<ReadonlyMap<string, string>> {
  const items = new Map<string, string>();
  const wrong = (line: number, reason: string) =>
    new UsageError(`--items: ${basename(path)}: line ${line}: ${reason}`);
  try {
    for await (const read of readCsv(createReadStream(path), { columns: ["code", "item"] })) {
      if (isNotice(read)) continue;
      if (isRejection(read)) throw wrong(read.line, read.reason);
      const { code: written = "", item = "" } = read.row;
      const code = productCode(written);
      const checked = kebabCaseSchema.safeParse(item);
      if (code === "") throw wrong(read.line, "code must not be empty");
      if (!checked.success) throw wrong(read.line, `item ${checked.error.issues[0]?.message}`);
      if (items.has(code) && items.get(code) !== item)
        throw wrong(
          read.line,
          `${quoted(written)} stands there already, as ${quoted(items.get(code) ?? "")}`,
        );
      items.set(code, item);
    }
  } catch (error) {
    if (error instanceof UnusableFile) throw new UsageError(`--items: ${basename(path)}: ${error.message}`);
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    const why = code === "ENOENT" ? "does not exist" : `cannot be read (${code})`;
    throw new UsageError(`--items: ${basename(path)} ${why}`, { cause: error });
  }
  return items;
}
