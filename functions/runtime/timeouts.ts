/** How long a client of AWS waits, in milliseconds. */
export interface Timeouts {
  /** For a connection. */
  connectionTimeout: number;
  /** For an answer to begin. */
  requestTimeout: number;
  /** For an answer to go on, once it has begun. */
  socketTimeout: number;
}
