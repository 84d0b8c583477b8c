/** A finished text for one person. Nothing personal stands in it, whatever way it goes. */
export interface NoticeMessage {
  /** The same for every attempt, so that a receiver can tell a repeat. */
  id: string;
  subject: string;
  text: string;
}

/** Why it did not go, as stable codes; what servers say may repeat addresses and is never kept. */
export const DELIVERY_CAUSES = [
  'refused',
  'deferred',
  'unreachable',
  'timedOut',
  'connectionLost',
  'signInFailed',
  'tlsFailed',
  'failed',
] as const;
export type DeliveryCause = (typeof DELIVERY_CAUSES)[number];

export type Delivery =
  | { delivered: true }
  /** `final`: another attempt would be refused likewise. `smtpCode`: what the mail server answered. */
  | { delivered: false; cause: DeliveryCause; final: boolean; smtpCode?: number };

/**
 * A way by which notices leave the product: e-mail now, robots and SMS later. It never throws; that a message may go
 * twice when an answer is lost lies in its nature.
 */
export interface NoticeChannel {
  /** Stands in the outbox. */
  readonly name: string;
  deliver(message: NoticeMessage, address: string): Promise<Delivery>;
}
