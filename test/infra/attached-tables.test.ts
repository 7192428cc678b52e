import { Match, type Template } from "aws-cdk-lib/assertions";
import { afterAll, describe, expect, it } from "vitest";
import { readDeployment } from "../../infra/config/deployment.ts";
import { samplePolicies } from "../support/sample-policies.ts";
import { findings, type Synthesis, synthesize } from "../support/synthesis.ts";

const OLD_KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555";
const made: Synthesis[] = [];
afterAll(() => {
  for (const synthesis of made) synthesis.remove();
});

function synthesized(context: Record<string, unknown>): Synthesis {
  const synthesis = synthesize(context);
  made.push(synthesis);
  return synthesis;
}

interface Statement {
  Action: string | string[];
  Resource: unknown;
}

/** The statements of the roles of one function. */
function statementsOf(template: Template, name: string): Statement[] {
  const policies = Object.entries(template.findResources("AWS::IAM::ManagedPolicy"));
  return policies
    .filter(([id]) => id.startsWith(name))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as Statement[]);
}

/** The keys that a function may use for what stands in tables. */
function tableKeysOf(template: Template, name: string): unknown[] {
  const viaTables = statementsOf(template, name).filter(
    (statement) =>
      JSON.stringify(statement).includes('"dynamodb.') && JSON.stringify(statement).includes("kms:"),
  );
  return viaTables.flatMap(({ Resource }) => Resource);
}

const ownKey = { "Fn::GetAtt": [expect.stringMatching(/^EncryptionKey/), "Arn"] };

describe("a table that is restored under the stack's own key", () => {
  const { template } = synthesized({ tables: { ledgers: "restored-ledgers" } });

  it("stands in place of the stack's own, and the others stay", () => {
    template.resourceCountIs("AWS::DynamoDB::Table", 5);
    expect(template.findOutputs("LedgersTable")).toMatchObject({
      LedgersTable: { Value: "restored-ledgers" },
    });
  });

  it("is the one that functions work with", () => {
    const withLedgers = template.findResources("AWS::Lambda::Function", {
      Properties: { Environment: { Variables: { LEDGERS_TABLE: Match.anyValue() } } },
    });
    const names = Object.values(withLedgers).map(
      ({ Properties }) => Properties.Environment.Variables.LEDGERS_TABLE,
    );
    expect(new Set(names)).toEqual(new Set(["restored-ledgers"]));
    expect(names).toHaveLength(5);
    for (const name of ["Recompute", "Silence", "Digest", "Watchdog"]) {
      expect(JSON.stringify(statementsOf(template, name))).toContain("table/restored-ledgers");
    }
  });

  it("needs no other key", () => {
    for (const name of ["Recompute", "Simulate", "Silence", "Digest", "Watchdog", "Import"]) {
      expect(tableKeysOf(template, name)).toEqual([ownKey]);
    }
  });
});

describe("tables that an earlier stack has left, under its key", () => {
  const all = ["positions", "suppliers", "links", "holdings", "ledgers", "assessments"];
  const tables = Object.fromEntries(all.map((table) => [table, { name: `Old-${table}`, key: OLD_KEY }]));
  const { template } = synthesized({ tables });

  it("are all that the new one works with", () => {
    template.resourceCountIs("AWS::DynamoDB::Table", 0);
    for (const name of ["Recompute", "Simulate", "Silence", "Digest", "Watchdog", "Import"]) {
      expect(tableKeysOf(template, name)).toEqual([OLD_KEY]);
    }
  });

  it("leave it its own key for all else", () => {
    template.resourceCountIs("AWS::KMS::Key", 1);
  });

  it("hold to the security rules", () => {
    expect(findings({ tables })).toEqual(findings({}));
  });
});

it("a function may use the key of a table only if it works with that table", () => {
  const { template } = synthesized({ tables: { positions: { name: "restored-positions", key: OLD_KEY } } });
  for (const name of ["Recompute", "Simulate", "Import"]) {
    expect(tableKeysOf(template, name)).toEqual(expect.arrayContaining([OLD_KEY, ownKey]));
  }
  for (const name of ["Silence", "Digest", "Watchdog"]) expect(tableKeysOf(template, name)).toEqual([ownKey]);
});

describe("the stack's own table, once another one stands in its place", () => {
  const warnings = (context: Record<string, unknown>) =>
    synthesized(context)
      .stack.node.findAll()
      .flatMap(({ node }) => node.metadata.filter(({ type }) => type === "aws:cdk:warning"))
      .map(({ data }) => String(data))
      .filter((text) => text.includes("does not keep its data"));

  it("stays where data is kept", () => {
    const { template } = synthesized({ stage: "prod" });
    for (const table of Object.values(template.findResources("AWS::DynamoDB::Table"))) {
      expect(table).toMatchObject({ DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" });
    }
    expect(warnings({ stage: "prod", tables: { ledgers: "restored" } })).toEqual([]);
  });

  it("goes where it is not, and synth says so", () => {
    expect(warnings({ stage: "dev", tables: { ledgers: "restored" } })).toEqual([
      expect.stringContaining(
        "this stack does not keep its data: if it has the table of ledgers of its own, that goes with everything in it",
      ),
    ]);
    expect(warnings({ stage: "dev" })).toEqual([]);
  });
});

describe("what names no table", () => {
  it.each<[string, unknown, string]>([
    [
      "a kind that there is not",
      { ledger: "x-table" },
      '"ledger" is not a table; the tables are positions, suppliers, links, holdings, ledgers, assessments',
    ],
    ["a name with a space", { ledgers: "my table" }, 'field "tables.ledgers": must be the name of a table'],
    [
      "a number",
      { ledgers: 1 },
      'a value of type number names no table: write its name, or {"name": …, "key": …}',
    ],
    ["two under one name", { ledgers: "one", links: "one" }, 'ledgers and links are both "one"'],
    [
      "a name that is too short",
      { ledgers: { name: "x" } },
      'field "tables.ledgers.name": must be the name of a table',
    ],
    [
      "an alias",
      { ledgers: { name: "one", key: "alias/old" } },
      'field "tables.ledgers.key": must be the ARN of a key',
    ],
    [
      "a field that there is not",
      { ledgers: { name: "one", arn: "x" } },
      'field "tables.ledgers.arn" is not known',
    ],
  ])("%s is refused", (_name, tables, reason) => {
    expect(() => readDeployment({ tables }, samplePolicies)).toThrow(/^context: /);
    expect(() => readDeployment({ tables }, samplePolicies)).toThrow(reason);
  });

  it("is taken as JSON from the command line", () => {
    const tables = JSON.stringify({ ledgers: "restored", positions: { name: "old", key: OLD_KEY } });
    expect(readDeployment({ tables }, samplePolicies).tables).toEqual({
      ledgers: { name: "restored", key: null },
      positions: { name: "old", key: OLD_KEY },
    });
  });
});
