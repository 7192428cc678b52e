import { describe, expect, it } from "vitest";
import { editText } from "../../../shared/bulletin/sections/edit.ts";
import { type SupplyEdit, supplyEdits } from "../../../shared/imports/supply-edits.ts";
import type { Holding } from "../../../shared/supply/holding.ts";
import { tenthsOf } from "../../support/holder-worlds.ts";
import { supplierOf } from "../../support/samples.ts";

const heldBy = (...holdings: Holding[]) => supplierOf({ holdings });
const catl = (least: number, most: number) => tenthsOf("maker", "catl", [least, most]);

function edits(before: ReturnType<typeof supplierOf>, after: ReturnType<typeof supplierOf>): SupplyEdit[] {
  const now = {
    suppliers: new Map([["maker", after]]),
    links: new Map(),
    supplierImports: new Map([["maker", "suppliers-1"]]),
    linkImports: new Map(),
    holdingImports: new Map([["maker", "holdings-2"]]),
  };
  return supplyEdits({ suppliers: [before], links: [] }, now);
}

describe("an edit of holdings", () => {
  it.each([
    ["of a share", heldBy(catl(2, 3)), heldBy(catl(6, 6)), "equity held by catl: 60.0 %, was 20.0-30.0 %"],
    ["that is the first", supplierOf(), heldBy(catl(6, 6)), "equity held by catl: 60.0 %, was not told"],
  ])("%s is told with what was there before, and whose import it was", (_what, before, after, text) => {
    const [edit, ...others] = edits(before, after);
    expect(others).toEqual([]);
    expect(edit).toMatchObject({ contradicts: true, importId: "holdings-2" });
    expect(edit && editText(edit, (id) => id)).toBe(`maker: ${text}`);
  });

  it("that takes one away was made by no import that brought the others", () => {
    const other = tenthsOf("maker", null, [null, 1]);
    const [edit] = edits(heldBy(catl(6, 6), other), heldBy(other));
    expect(edit).toMatchObject({ importId: null });
    expect(edit && editText(edit, (id) => id)).toBe("maker: equity held by catl: not told, was 60.0 %");
  });

  it("is none where only their order or their source is another", () => {
    const other = tenthsOf("maker", "byd", [1, 1]);
    expect(edits(heldBy(catl(6, 6), other), heldBy({ ...other, source: "register" }, catl(6, 6)))).toEqual(
      [],
    );
  });
});
