/** The core: what is measured, what is decided, and what is handed out. */
export const CORE = [
  "shared/look-through.ts",
  "shared/risk.ts",
  "shared/alert-turn.ts",
  "shared/rule-remedy.ts",
  "shared/remedy-concentration.ts",
  "shared/alert-decision.ts",
  "shared/alert-announcement.ts",
  "shared/alert-redefinition.ts",
  "shared/alert.ts",
  "shared/level.ts",
  "shared/sector-decision.ts",
  "shared/measure.ts",
  "shared/observe.ts",
  "shared/concentration.ts",
  "shared/dependency.ts",
  "shared/scope-loss.ts",
  "shared/remedy.ts",
  "shared/remedy-lines.ts",
  "shared/remedy-loss.ts",
  "shared/ledger.ts",
  "shared/claim.ts",
  "functions/recompute/delivery.ts",
  "functions/recompute/verdict.ts",
  "functions/recompute/recompute-sector.ts",
  "functions/recompute/assess-sector.ts",
  "functions/recompute/hold-back.ts",
  "functions/recompute/write-verdict.ts",
];

/** Tests of the shell that run in memory and can be repeated, for what stands there. */
const SHELL = [
  "promise",
  "recompute",
  "concurrency",
  "silence-races",
  "last-period",
  "crash-silence",
  "watchdog",
  "delivery",
  "retries-run-out",
  "days-to-come",
  "clock-ahead",
  "import-guard",
  "half-imports",
];

/** The tests that are to notice the mutants of a module. */
export function testsOf(module: string): string {
  const core = "test/shared/**/*.test.ts";
  const isShell =
    module.startsWith("functions/") || module === "shared/ledger.ts" || module === "shared/claim.ts";
  const shell = SHELL.map((name) => `test/functions/${name}*.test.ts`);
  return (isShell ? [...shell, "test/shared/ledger.test.ts"] : [core]).join(",");
}
