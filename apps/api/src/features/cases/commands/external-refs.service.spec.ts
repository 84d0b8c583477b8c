import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { KeyRing } from '#crypto';
import { ExternalRefsService } from './external-refs.service.js';

const aService = () => new ExternalRefsService(KeyRing.parse(`k1:${randomBytes(32).toString('base64')}`));
const service = aService();
const REF = { content: 'c', digest: 'd' };
const CASE = '019a0000-0000-7000-8000-000000000001';
const indexOf = (system: string, number: string, { of = CASE, by = service } = {}): string =>
  by.refOf(of, { system, number }, REF).index;

describe('a number of another system', () => {
  it('is known again as it is meant: pasted blanks, invisible and full-width characters make no other', () => {
    for (const [system, number] of [
      ['12345 ', ' QX-7'],
      ['12345', 'QX-7\u200b'],
      ['１２３４５', 'ＱＸ－７'],
    ] as const) {
      expect(indexOf(system, number)).toBe(indexOf('12345', 'QX-7'));
      expect(service.textOf({ system, number })).toBe('QX-7');
      expect(service.refOf(CASE, { system, number }, REF)).toMatchObject({ system: '12345', number: REF });
    }
  });

  it('is another one of another system, and where number and system only read the same together', () => {
    expect(indexOf('信访', 'QX-7')).not.toBe(indexOf('12345', 'QX-7'));
    expect(indexOf('1234', '5QX-7')).not.toBe(indexOf('12345', 'QX-7'));
  });

  it('is known again within its case only, and by who has the key', () => {
    const of = CASE.replace(/1$/, '2');
    expect(indexOf('12345', 'QX-7', { of })).not.toBe(indexOf('12345', 'QX-7'));
    expect(indexOf('12345', 'QX-7', { by: aService() })).not.toBe(indexOf('12345', 'QX-7'));
  });

  it('keeps the date that is asked for there', () => {
    const given = { system: '12345', number: 'QX-7', dueOn: '2026-11-12' };
    expect(service.refOf(CASE, given, REF)).toMatchObject({ dueOn: '2026-11-12' });
    expect(service.refOf(CASE, { system: '12345', number: 'QX-7' }, REF)).not.toHaveProperty('dueOn');
  });
});
