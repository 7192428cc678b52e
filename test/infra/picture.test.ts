import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { mermaidOf } from "../../infra/picture/mermaid.ts";
import type { Template } from "../../infra/picture/template.ts";
import { synthesize } from "../support/synthesis.ts";

const synthesis = synthesize({ email: "all@example.com", operations: "ops@example.com" });
afterAll(() => synthesis.remove());

const PICTURE = /(?<=<!-- picture -->\n)[\s\S]*?(?=<!-- \/picture -->)/;

describe("the picture of the stack", () => {
  it("is in ARCHITECTURE.md as the template has it; npm run architecture renews it", async () => {
    const architecture = readFileSync("ARCHITECTURE.md", "utf8");
    expect(architecture).toMatch(PICTURE);
    const drawn = `\`\`\`mermaid\n${mermaidOf(stack())}\n\`\`\`\n`;
    await expect(architecture.replace(PICTURE, () => drawn)).toMatchFileSnapshot("../../ARCHITECTURE.md");
  });

  it.each([
    ["publishes", "sns:Publish", "recompute & digest --> topic_alerts", "recompute --> topic_alerts"],
    ["reads", "dynamodb:GetItem", "ledgers & table_assessments --> digest", "table_assessments --> digest"],
  ])("loses an arrow when the digest no longer %s", (_does, action, before, after) => {
    const changed = stack();
    const policy = digestPolicy(changed);
    policy.Statement = policy.Statement.filter(({ Action }) => [Action].flat().join() !== action);
    expect(mermaidOf(stack())).toContain(before);
    expect(mermaidOf(changed)).not.toContain(before);
    expect(mermaidOf(changed)).toContain(after);
  });

  it("is the same whatever sectors there are", () => {
    const one = synthesize({ email: "all@example.com", operations: "ops@example.com", sectors: ["ai"] });
    expect(mermaidOf(one.template.toJSON() as Template)).toBe(mermaidOf(stack()));
    one.remove();
  });

  it("refuses a type of resource, and an action, that nobody has decided about", () => {
    const typed = stack();
    typed.Resources.Queue = { Type: "AWS::Kinesis::Stream" };
    expect(() => mermaidOf(typed)).toThrow("AWS::Kinesis::Stream: say in infra/picture/template.ts");
    const allowed = stack();
    for (const statement of digestPolicy(allowed).Statement) {
      if (statement.Action === "sns:Publish") statement.Action = "sns:Unsubscribe";
    }
    expect(() => mermaidOf(allowed)).toThrow("sns:Unsubscribe: say in infra/picture/flows.ts what it does");
  });
});

/** The template, for a test to change. */
function stack(): Template {
  return structuredClone(synthesis.template.toJSON()) as Template;
}

/** What the digest may do. */
function digestPolicy({ Resources }: Template): { Statement: { Action: string | string[] }[] } {
  const [policy] = Object.entries(Resources).filter(([id]) => id.startsWith("DigestFunctionRolePolicy"));
  return policy?.[1].Properties?.PolicyDocument as ReturnType<typeof digestPolicy>;
}
