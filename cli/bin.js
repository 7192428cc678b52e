#!/usr/bin/env node
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { keepCompiled } from "./compile-cache.js";

// What `npx chokepoint` starts. It is plain JavaScript: the program is TypeScript, which only a newer Node reads than many
// machines have, and none reads it under node_modules.

const NEEDED = 24;
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];

const program = new URL("chokepoint.ts", import.meta.url);
const isNewEnough = Number.parseInt(process.versions.node, 10) >= NEEDED;
const isInstalled = fileURLToPath(program).split(/[\\/]/).includes("node_modules");

// A backtest, and so policy diff, makes objects by the gigabyte and keeps few. Node would give the new ones 128 MB; with 24 at most it takes two thirds
// of the memory, and about 8 % more CPU. Only a Node that starts can be told.
const options = ["backtest", "diff"].some((name) => process.argv.includes(name))
  ? ["--max-semi-space-size=8"]
  : [];

if (isNewEnough && !isInstalled && options.length === 0) {
  keepCompiled();
  await import(program.href);
} else {
  const node = isNewEnough ? process.execPath : packagedNode();
  if (node === null) {
    process.stderr.write(
      `chokepoint: Node ${NEEDED} or newer is needed, this is ${process.versions.node}, and the package "node" that brings it is not installed: run npm ci, or npm rebuild node if its install script was held back\n`,
    );
    process.exitCode = 1;
  } else {
    become(node, [
      ...options,
      ...(isInstalled ? strippingTypes() : []),
      fileURLToPath(program),
      ...process.argv.slice(2),
    ]);
  }
}

/** The Node that is installed as a package beside this one; `null` where it is not. */
function packagedNode() {
  try {
    const manifest = createRequire(import.meta.url).resolve("node/package.json");
    const name = process.platform === "win32" ? "node.exe" : "node";
    const node = join(dirname(manifest), "bin", name);
    return existsSync(node) ? node : null;
  } catch {
    return null;
  }
}

/** What has Node read TypeScript under node_modules too. It calls that an experiment, and would say so each time. */
function strippingTypes() {
  return [
    "--disable-warning=ExperimentalWarning",
    "--import",
    new URL("strip-types.js", import.meta.url).href,
  ];
}

/** Runs a program in place of this one: same terminal, same signals, same end. */
function become(file, args) {
  const child = spawn(file, args, { stdio: "inherit" });
  for (const signal of SIGNALS) process.on(signal, () => child.kill(signal));
  child.on("error", (error) => {
    process.stderr.write(`chokepoint: ${file} cannot be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on("exit", (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}
