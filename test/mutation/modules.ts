/** The ledger and its outbox: the tests of the shell are to notice their mutants too. */
const LEDGER = ["ledger", "next-ledger", "outbox"].map((name) => `shared/recompute/${name}.ts`);

/** The core: what is measured, what is decided, and what is handed out. */
export const CORE = [
  "shared/look-through/look-through.ts",
  "shared/look-through/removal-ranking.ts",
  "shared/look-through/removal-visits.ts",
  "shared/look-through/risk-solver.ts",
  "shared/look-through/solver-state.ts",
  "shared/look-through/propagation.ts",
  "shared/alerts/transition.ts",
  "shared/remedy/rule-remedy.ts",
  "shared/remedy/concentration.ts",
  "shared/alerts/decide-alert.ts",
  "shared/alerts/unobserved-alert.ts",
  "shared/alerts/notification.ts",
  "shared/alerts/redefinition.ts",
  "shared/alerts/alert.ts",
  "shared/alerts/acknowledgement.ts",
  "shared/alerts/floor-part.ts",
  "shared/policy/floor.ts",
  "shared/policy/level.ts",
  "shared/alerts/decide-sector.ts",
  "shared/alerts/remembered.ts",
  "shared/policy/measure-facts.ts",
  "shared/assessment/kinds/scope-kinds.ts",
  "shared/assessment/kinds/change.ts",
  "shared/measures/concentration.ts",
  "shared/measures/counted-share.ts",
  "shared/look-through/scope-loss.ts",
  "shared/remedy/remedy.ts",
  "shared/remedy/lines.ts",
  "shared/remedy/line-holders.ts",
  "shared/remedy/risk.ts",
  "shared/remedy/loss.ts",
  ...LEDGER,
  "shared/values/claim.ts",
  "functions/outbox/deliver.ts",
  "shared/recompute/outcome.ts",
  "functions/recompute/recompute-sector.ts",
  "functions/recompute/assess-sector.ts",
  "shared/recompute/hold-back.ts",
  "functions/recompute/write-outcome.ts",
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

/** What the shell is told about floors, for what decides about them. */
const FLOORS = ["floor", "changed-floor"].map((name) => `test/functions/recompute/${name}.test.ts`);
const DECIDES_FLOORS = ["shared/alerts/decide-alert.ts", "shared/alerts/transition.ts"];

/** The tests that are to notice the mutants of a module. */
export function testsOf(module: string): string {
  const core = "test/shared/**/*.test.ts";
  const isShell =
    module.startsWith("functions/") || LEDGER.includes(module) || module === "shared/values/claim.ts";
  const shell = SHELL.map((name) => `test/functions/**/${name}*.test.ts`);
  const ledger = LEDGER.map((file) => `test/${file.replace(".ts", ".test.ts")}`);
  if (isShell) return [...shell, ...ledger].join(",");
  return [core, ...(DECIDES_FLOORS.includes(module) ? FLOORS : [])].join(",");
}
