import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { silenceUpdate } from "../../functions/aws/dynamo/silence-store.ts";
import { emptyLedger } from "../../shared/recompute/ledger.ts";
import { acknowledgedUntil } from "../support/series.ts";
import { type Synthesis, synthesize } from "../support/synthesis.ts";

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, string | string[]>>;
}

/** What IAM sees of a request to DynamoDB. */
type Context = Record<string, string[] | undefined>;

let synthesis: Synthesis;
let statements: Statement[];
beforeAll(() => {
  synthesis = synthesize({ email: "all@example.com" });
  const { Resources } = synthesis.template.toJSON() as {
    Resources: Record<string, { Type: string; Properties: { PolicyDocument: { Statement: Statement[] } } }>;
  };
  statements = Object.entries(Resources).flatMap(([id, { Type, Properties }]) =>
    Type === "AWS::IAM::ManagedPolicy" && id.startsWith("Silence") ? Properties.PolicyDocument.Statement : [],
  );
});
afterAll(() => synthesis.remove());

/** As IAM judges the operators that stand in these statements; any other fails the test. */
const OPERATORS: Record<string, (found: string[] | undefined, wanted: string[]) => boolean> = {
  // True as well of a key that the request does not have.
  "ForAllValues:StringEquals": (found = [], wanted) => found.every((value) => wanted.includes(value)),
  StringEqualsIfExists: (found, wanted) =>
    found === undefined || found.every((value) => wanted.includes(value)),
  StringEquals: (found, wanted) => found?.every((value) => wanted.includes(value)) ?? false,
  Null: (found, wanted) => String(found === undefined) === wanted[0],
};

function allows({ Effect, Action, Condition = {} }: Statement, action: string, context: Context): boolean {
  if (Effect !== "Allow" || ![Action].flat().includes(action)) return false;
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => {
      const judge = OPERATORS[operator];
      if (judge === undefined) throw new Error(`this test does not know ${operator}`);
      return judge(context[key], [wanted].flat());
    }),
  );
}

function isAllowed(action: string, context: Context): boolean {
  return statements.some((statement) => allows(statement, action, context));
}

/** The attributes that an update names: its key, and what its expressions are about. */
function contextOf({
  Key,
  ExpressionAttributeNames,
  ReturnValues,
}: ReturnType<typeof silenceUpdate>): Context {
  const named = [...Object.keys(Key ?? {}), ...Object.values(ExpressionAttributeNames ?? {})];
  return { "dynamodb:Attributes": named, "dynamodb:ReturnValues": ReturnValues ? [ReturnValues] : undefined };
}

describe("the role that silences", () => {
  it("may read ledgers and assessments, update ledgers, and call nothing else of DynamoDB", () => {
    const actions = statements.flatMap(({ Action }) => Action).filter((one) => one.startsWith("dynamodb:"));
    expect(actions.sort()).toEqual(["dynamodb:GetItem", "dynamodb:Query", "dynamodb:UpdateItem"]);
  });

  it.each([1, 2])("may send what the function sends on top of version %i", (version) => {
    const update = silenceUpdate("ledgers", { ...emptyLedger("ai"), version }, "w");
    expect(isAllowed("dynamodb:UpdateItem", contextOf(update))).toBe(true);
    const acknowledgements = [acknowledgedUntil(null)];
    const acknowledging = silenceUpdate("ledgers", { ...emptyLedger("ai"), acknowledgements, version }, "w");
    expect(contextOf(acknowledging)).toEqual(contextOf(update));
  });

  it.each<[string, string, Context]>([
    ["put a whole ledger", "dynamodb:PutItem", { "dynamodb:Attributes": ["sector", "version"] }],
    ["name the outbox", "dynamodb:UpdateItem", { "dynamodb:Attributes": ["sector", "version", "body"] }],
    [
      "name what the watchdog remembers",
      "dynamodb:UpdateItem",
      { "dynamodb:Attributes": ["sector", "watch"] },
    ],
    ["update without saying what", "dynamodb:UpdateItem", {}],
    [
      "have all attributes returned",
      "dynamodb:UpdateItem",
      { "dynamodb:Attributes": ["sector"], "dynamodb:ReturnValues": ["ALL_OLD"] },
    ],
    ["delete a ledger", "dynamodb:DeleteItem", { "dynamodb:Attributes": ["sector"] }],
    ["write in a batch", "dynamodb:BatchWriteItem", {}],
    ["publish", "sns:Publish", {}],
  ])("may not %s", (_what, action, context) => {
    expect(isAllowed(action, context)).toBe(false);
  });
});
