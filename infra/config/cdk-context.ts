/** Keys that the CDK's own tools and look-ups put into the context. */
const OF_CDK: ReadonlySet<string> = new Set([
  "acknowledged-issue-numbers",
  "assets-ecr-repository-name",
  "cdk-migrate",
  "cli-telemetry",
]);

/** Whether a key of the context belongs to the CDK itself, not to Chokepoint. */
export function isOwnKeyOfCdk(key: string): boolean {
  return OF_CDK.has(key) || /^(@aws-cdk|aws[:-]cdk:)/.test(key) || key.includes(":account=");
}
