/** The present, handed in so that tests can set it. Instants are milliseconds since 1970. */
export abstract class Clock {
  abstract now(): number;
}

export class SystemClock extends Clock {
  override now(): number {
    return Date.now();
  }
}
