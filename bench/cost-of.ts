// Runs the command line with the given arguments. Its last line on standard error is what the process has cost:
// {"cpuSeconds":1.2,"peakMb":90}.

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stderr.write(
    `${JSON.stringify({ cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: maxRSS / 1024 })}\n`,
  );
});
await import("../cli/chokepoint.ts");
