/** One thing that is not as it was recorded. */
export interface Difference {
  where: 'event' | 'audit' | 'command' | 'content' | 'readModel';
  /** The event's number, where it can be told. */
  seq?: number;
  /** Command, content, step or column. */
  name?: string;
  what: 'missing' | 'altered' | 'surplus';
}
