import { execSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterAll, expect, it } from "vitest";
import { runHere } from "../support/in-process.ts";

const place = mkdtempSync(join(tmpdir(), "chokepoint own "));
afterAll(() => rmSync(place, { recursive: true }));

it("a folder that init has written deploys its own sector to its own address, by its cdk.json", async () => {
  const args = ["init", "watch", "--sector", "grid", "--unit", "USD", "--email", "a@example.com"];
  expect(await runHere(args, place)).toMatchObject({ code: 0, stderr: "" });
  const folder = join(place, "watch");
  const { app, context } = JSON.parse(readFileSync(join(folder, "cdk.json"), "utf8"));
  const out = join(place, "cdk.out");
  execSync(app, {
    cwd: folder,
    env: {
      ...process.env,
      PATH: `${resolve("node_modules", ".bin")}${delimiter}${process.env.PATH}`,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, "aws:cdk:bundling-stacks": [] }),
    },
    stdio: "pipe",
  });
  const [template = ""] = readdirSync(out).filter((file) => file.endsWith(".template.json"));
  const text = readFileSync(join(out, template), "utf8");
  expect(text).toContain('{\\"sector\\":\\"grid\\"}');
  expect(text).toContain('"Endpoint": "a@example.com"');
  expect(text).not.toMatch(/us-storage-imports|defense/);
});
