// Loaded before a program: at its end, a line on standard error is what the process has cost.

process.on("exit", () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cost = { cpuSeconds: (userCPUTime + systemCPUTime) / 1e6, peakMb: maxRSS / 1024 };
  process.stderr.write(`${JSON.stringify(cost)}\n`);
});
