import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';
import type { Instant } from '../../libs/domain/src/index.js';

/**
 * One timer for the nearest instant. It is armed anew only when something is due earlier: when the nearest instant
 * moves away, the old timer rings for nothing, which costs less than cancelling and starting one at every action.
 */
export class Alarm {
  private armedFor: Instant | undefined;
  private scope: CancellationScope | undefined;
  private rung = false;

  setFor(instant: Instant | undefined): void {
    if (instant === undefined || (this.armedFor !== undefined && instant >= this.armedFor)) return;
    this.scope?.cancel();
    this.armedFor = instant;
    const scope = new CancellationScope();
    this.scope = scope;
    // A timer of nothing would not be a timer; what is due already rings at the next task.
    const wait = scope.run(() => sleep(Math.max(1, instant - Date.now())));
    void wait.then(
      () => this.ring(scope),
      (error: unknown) => {
        if (!isCancellation(error)) throw error;
      },
    );
  }

  get hasRung(): boolean {
    return this.rung;
  }

  /** Whether it rang since the last time; stops it. */
  takeRing(): boolean {
    const { rung } = this;
    this.rung = false;
    return rung;
  }

  private ring(scope: CancellationScope): void {
    if (scope !== this.scope) return;
    this.rung = true;
    this.armedFor = undefined;
    this.scope = undefined;
  }
}
