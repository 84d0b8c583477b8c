/** The present, handed in so that tests can set it. Instants are milliseconds since 1970. */
export abstract class Clock {
  abstract now(): number;
}
