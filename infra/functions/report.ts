import { Duration } from "aws-cdk-lib";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import { Construct } from "constructs";
import { reportsBucket, reportsPrefix } from "../../shared/contract/names.ts";
import { LeastPrivilegeFunction } from "../compute/least-privilege-function.ts";
import { RETRIES } from "../compute/unattended-function.ts";
import { DeadLetterQueue } from "../messaging/dead-letter-queue.ts";
import { sealing } from "../permissions/restricted-role.ts";
import type { ReportsBucket } from "../storage/reports-bucket.ts";
import { readingRefused, readingSupply } from "./permissions.ts";
import { ALL_TABLES, about, type FunctionSurroundings, usualProps } from "./surroundings.ts";

// The page after a later recompute is newer.
const MOST_START_AGE = Duration.hours(2);

/** The function that writes the report page of a sector after each recompute, and the queue of what failed. */
export class ReportFunction extends Construct {
  readonly function: LeastPrivilegeFunction;
  /** The payloads with which the function failed after its retries, and its errors. */
  readonly failed: DeadLetterQueue;

  constructor(surroundings: FunctionSurroundings, pages: ReportsBucket) {
    super(surroundings.scope, "Report");
    const { scope, encryptionKey, supply } = surroundings;
    const { ledgers, assessments } = supply.byName;
    this.failed = new DeadLetterQueue(this, "Failed", { encryptionKey });
    const props = {
      entry: "functions/report/handler.ts",
      description: "Writes the report page of a sector",
      environment: {
        ...supply.environment(ALL_TABLES),
        [reportsBucket.env]: pages.bucket.bucketName,
        ...about(scope),
      },
      allows: [
        ...readingSupply(supply),
        readingRefused(supply),
        { actions: ["dynamodb:GetItem"], resource: ledgers.tableArn },
        { actions: ["dynamodb:GetItem"], resource: assessments.tableArn },
        ...supply.decrypting(ALL_TABLES),
        { actions: ["s3:PutObject"], resource: `${pages.bucket.bucketArn}/${reportsPrefix}*` },
        sealing(encryptionKey, "s3"),
        ...this.failed.receiving(),
      ],
      ...usualProps("report", surroundings),
    };
    this.function = new LeastPrivilegeFunction(this, "Function", props, {
      retryAttempts: RETRIES,
      maxEventAge: MOST_START_AGE,
      onFailure: new SqsDestination(this.failed.queue),
    });
    pages.acknowledgePages(this.function);
  }
}
