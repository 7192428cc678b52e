declare module "dynalite" {
  import type { Server } from "node:http";

  export interface DynaliteOptions {
    /** Where to keep the data; in memory without it. */
    path?: string;
    createTableMs?: number;
  }

  /** An HTTP server that speaks DynamoDB. */
  export default function dynalite(options?: DynaliteOptions): Server;
}
