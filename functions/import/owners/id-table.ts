import { someOf } from "../../../shared/values/count.ts";
import { identifierSchema } from "../../../shared/values/identifier.ts";
import { quoted } from "../../../shared/values/parse.ts";
import { UnusableFile } from "../files/row.ts";
import { namedRows } from "./named-rows.ts";

/** The ids of suppliers by which another source calls them, by that id. */
export type SuppliersByOtherId = ReadonlyMap<string, readonly string[]>;

const MOST_TOLD = 3;

/**
 * Reads a table with the columns `supplierId` and `column`. Rows without the other id are passed over.
 * @throws UnusableFile naming its first wrong lines: by half of a table, suppliers would go unnoticed.
 */
export async function readIdTable(
  bytes: AsyncIterable<Uint8Array>,
  column: string,
  faultOf: (id: string) => string | null,
): Promise<SuppliersByOtherId> {
  const suppliers = new Map<string, string[]>();
  const ids = new Map<string, string>();
  const faults: string[] = [];
  const refuse = (line: number, of: string, reason: string) => faults.push(`line ${line}, ${of}: ${reason}`);
  const isNot = () => `needs the columns supplierId and ${column}`;
  for await (const row of namedRows(bytes, { columns: ["supplierId", column], isNot })) {
    if ("broken" in row) {
      faults.push(`line ${row.line}: ${row.broken}`);
      continue;
    }
    const [supplierId, id] = [row.cellOf("supplierId"), row.cellOf(column)];
    if (id === "") continue;
    const fault = identifierSchema.safeParse(supplierId).error?.issues[0]?.message;
    const other = ids.get(supplierId);
    const wrong = faultOf(id);
    if (fault !== undefined) refuse(row.line, "supplierId", fault);
    else if (wrong !== null) refuse(row.line, column, wrong);
    else if (other !== undefined && other !== id)
      refuse(row.line, column, `${quoted(supplierId)} has the ${column} ${quoted(other)} on a line before`);
    else if (other === undefined) {
      ids.set(supplierId, id);
      suppliers.set(id, [...(suppliers.get(id) ?? []), supplierId]);
    }
  }
  if (faults.length > 0) throw new UnusableFile(`${someOf(faults, MOST_TOLD)}; nothing was imported`);
  return suppliers;
}
