import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import { reportsBucket, reportsPrefix } from "../../shared/contract/buckets.ts";
import type { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { addUnattended } from "../compute/unattended-function.ts";
import { sealing } from "../permissions/restricted-role.ts";
import type { ReportsBucket } from "../storage/reports-bucket.ts";
import { readingRefused, readingSupply } from "./permissions.ts";
import { ALL_TABLES, about, type FunctionSurroundings, usualProps } from "./surroundings.ts";

// The page after a later recompute is newer.
const MOST_START_AGE = Duration.hours(2);

/** Adds the function that writes the report page of a sector after each recompute. */
export function addReportFunction(
  surroundings: FunctionSurroundings,
  pages: ReportsBucket,
): LeastPrivilegeFunction {
  const { scope, encryptionKey, supply, failures } = surroundings;
  const { ledgers, assessments } = supply.byName;
  const report = addUnattended(new Construct(scope, "Report"), {
    entry: "functions/report/handler.ts",
    description: "Writes the report page of a sector",
    environment: {
      ...supply.environment(ALL_TABLES),
      [reportsBucket.env]: pages.bucket.bucketName,
      ...about(surroundings),
    },
    allows: [
      ...readingSupply(supply),
      readingRefused(supply),
      { actions: ["dynamodb:GetItem"], resource: ledgers.tableArn },
      { actions: ["dynamodb:GetItem"], resource: assessments.tableArn },
      ...supply.decrypting(ALL_TABLES),
      { actions: ["s3:PutObject"], resource: `${pages.bucket.bucketArn}/${reportsPrefix}*` },
      sealing(encryptionKey, "s3"),
    ],
    failed: failures.failed,
    maxEventAge: MOST_START_AGE,
    ...usualProps("report", surroundings),
  });
  pages.acknowledgePages(report);
  return report;
}
