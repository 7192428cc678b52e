import { describe, expect, it } from "vitest";
import { readSuppliers } from "../../../functions/import/files/native.ts";
import { importSuppliers } from "../../../functions/import/tables/tables.ts";
import { readPolicies } from "../../../shared/policy/read-policies.ts";
import { fileOf } from "../../support/files.ts";
import { objectImportWorld } from "../../support/object-import.ts";
import { chinaPolicy } from "../../support/samples.ts";

const HEADER = "supplierId,name,country,parentId,parentStake,lists";
const world = objectImportWorld();

async function warningsWith(names: Record<string, string>, ...rows: string[]) {
  const policies = readPolicies([{ file: "ai.json", text: JSON.stringify(chinaPolicy("ai")) }], null, {
    file: "wording.json",
    text: JSON.stringify({ names }),
  });
  const ports = { ...world.ports, policies };
  const { warnings } = await importSuppliers(readSuppliers(fileOf(HEADER, ...rows)), ports, {
    file: "s.csv",
  });
  return warnings.filter((warning) => warning.includes("wording.json"));
}

describe("names in wording.json", () => {
  it("for an id that no supplier has are warned of where one nearly has it", async () => {
    expect(await warningsWith({ catll: "CATL", byd: "BYD" }, "catl,A,CN,,,", "byd,B,CN,,,")).toEqual([
      'wording.json has a name for "catll", which no supplier row has; nearest: catl',
    ]);
    // The other supplier is stored by now.
    expect(await warningsWith({ catll: "CATL" }, "lg,LG,KR,,,")).toHaveLength(1);
  });

  it("are not for somebody who is not there at all, is a parent, is stored, or has a name of its own", async () => {
    expect(
      await warningsWith({ northvolt: "Northvolt", parent: "Parent", catl: "CATL" }, "a,A,CN,parent,0.6,"),
    ).toEqual([]);
    expect(await warningsWith({ bydd: "BYD (old)", byd: "BYD" }, "a,A,CN,parent,0.6,")).toEqual([]);
  });
});
