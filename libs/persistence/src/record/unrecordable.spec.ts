import { describe, expect, it } from '@jest/globals';
import { DivergedError } from './diverged.js';
import { isUnfit, parkReason } from './unrecordable.js';

const fromDatabase = (code: string, constraint?: string): Error =>
  Object.assign(new Error('a message that may repeat values'), { code, constraint });

describe('what parks a run', () => {
  it.each([
    ['22008', undefined, { code: 'unrecordable.value', detail: '22008' }],
    ['22P05', undefined, { code: 'unrecordable.value', detail: '22P05' }],
    ['23502', undefined, { code: 'unrecordable.constraint', detail: '23502' }],
    ['23505', 'case_number_key', { code: 'unrecordable.constraint', detail: '23505 case_number_key' }],
    ['54000', undefined, { code: 'unrecordable.size', detail: '54000' }],
  ])('PostgreSQL says %s %s', (code, constraint, reason) => {
    const error = fromDatabase(code, constraint);
    expect(parkReason(error)).toEqual(reason);
    expect(parkReason(Object.assign(new Error('of an ORM'), { driverError: error }))).toEqual(reason);
    expect(isUnfit(error)).toBe(true);
  });

  it.each([
    [new RangeError('Invalid time value'), { code: 'unrecordable.program', detail: 'RangeError' }],
    [new TypeError('of undefined'), { code: 'unrecordable.program', detail: 'TypeError' }],
    [new DivergedError('x', { reason: 'gap', seq: 4 }), { code: 'diverged.gap', detail: '4' }],
    [new DivergedError('x', { reason: 'event', seq: 4 }), { code: 'diverged.event', detail: '4' }],
    [
      new DivergedError('x', { reason: 'command', commandId: 'c' }),
      { code: 'diverged.command', detail: 'c' },
    ],
    [new DivergedError('x', { reason: 'unreadable' }), { code: 'diverged.unreadable' }],
  ])('%s', (error, reason) => {
    expect(parkReason(error)).toEqual(reason);
    expect(isUnfit(error)).toBe(false);
  });
});

describe('what is tried again', () => {
  it.each([
    ['a repeat', fromDatabase('23505', 'event_pkey')],
    ['a serialization failure', fromDatabase('40001')],
    ['a deadlock', fromDatabase('40P01')],
    ['a table that is migrated later', fromDatabase('42P01')],
    ['no disk', fromDatabase('53100')],
    ['a statement that took too long', fromDatabase('57014')],
    ['no connection', fromDatabase('ECONNREFUSED')],
    ['a connection that broke', new Error('Connection terminated unexpectedly')],
    ['what is no error at all', 'boo'],
  ])('%s', (_what, error) => {
    expect(parkReason(error)).toBeUndefined();
  });
});
