import { describe, expect, it } from '@jest/globals';
import { aText, anId, attempt } from '../../testing/index.js';
import { selectMembers } from './index.js';
import { NOMINATIONS } from './schemas.js';
import type { Params } from './rules.js';

const DISPUTE = { min: 3, max: 7, mediator: true, partiesMustAgree: true };
const chosen = (...more: Record<string, unknown>[]) =>
  more.map((member, i) => ({ personId: anId(11 + i), nomination: 'publicNominated', ...member }));
const complete = (
  members: Record<string, unknown>[],
  { params = DISPUTE, ...more }: { params?: Partial<Params>; partiesAgree?: boolean; reason?: unknown } = {},
) => attempt(selectMembers, 'complete', { members, partiesAgree: true, ...more }, { params });

describe('selectMembers', () => {
  it('keeps who was selected and how they got in, and nothing of their kin', () => {
    const { outcome, facts } = complete([
      ...chosen({ closeKinOf: [anId(50)] }, { expert: true }),
      { personId: anId(13), nomination: 'adHoc', mediator: true },
    ]);
    expect(outcome).toBe('selected');
    expect(facts.members).toEqual([
      { personId: anId(11), nomination: 'publicNominated' },
      { personId: anId(12), nomination: 'publicNominated', expert: true },
      { personId: anId(13), nomination: 'adHoc', mediator: true },
    ]);
  });

  it.each(NOMINATIONS)('takes members %s', (nomination) => {
    expect(complete(chosen({ nomination }), { params: {} }).outcome).toBe('selected');
  });

  it.each([
    ['memberTwice', { personId: anId(11) }],
    ['memberIsParty', { personId: anId(2) }],
    ['memberIsKin', { closeKinOf: [anId(50), anId(1)] }],
  ])('refuses with %s and says which member', (reason, third) => {
    expect(complete(chosen({ mediator: true }, {}, third))).toMatchObject({
      code: `selectMembers.${reason}`,
      path: '/members/2/personId',
      judgement: { refusal: { params: { position: 3 } } },
    });
  });

  it('bars parties and their kin outside of disputes too', () => {
    const options = { state: { category: 'development' as const } };
    const party = { members: chosen({ personId: anId(1) }) };
    expect(attempt(selectMembers, 'complete', party, options).code).toBe('selectMembers.memberIsParty');
  });

  it('keeps between the fewest and the most', () => {
    const mediators = (n: number) => chosen(...Array.from({ length: n }, () => ({ mediator: true })));
    expect(complete(mediators(2))).toMatchObject({ code: 'selectMembers.tooFew', path: '/members' });
    expect(complete(mediators(3)).outcome).toBe('selected');
    expect(complete(mediators(7)).outcome).toBe('selected');
    expect(complete(mediators(8)).code).toBe('selectMembers.tooMany');
  });

  it('wants a reason outside of the usual range', () => {
    const params = { min: 2, max: 6, usual: [3, 4] as const };
    const of = (n: number) => chosen(...Array.from({ length: n }, () => ({})));
    expect([2, 3, 4, 5].map((n) => complete(of(n), { params }).code)).toEqual([
      'selectMembers.reasonMissing',
      undefined,
      undefined,
      'selectMembers.reasonMissing',
    ]);
    expect(complete(of(2), { params, reason: aText() }).outcome).toBe('selected');
  });

  it('wants a mediator of the committee', () => {
    expect(complete(chosen({}, {}, { expert: true })).code).toBe('selectMembers.mediatorMissing');
  });

  it('lets others than mediators join only when the parties agree', () => {
    const mixed = chosen({ mediator: true }, {}, {});
    expect(complete(mixed, { partiesAgree: false })).toMatchObject({
      code: 'selectMembers.partiesMustAgree',
      path: '/partiesAgree',
    });
    const mediators = chosen({ mediator: true }, { mediator: true }, { mediator: true });
    expect(complete(mediators, { partiesAgree: false }).outcome).toBe('selected');
  });

  it('asks for that consent in disputes only, for a procedure may serve other matters too', () => {
    const options = { params: DISPUTE, state: { category: 'development' as const } };
    const payload = { members: chosen({ mediator: true }, {}, {}) };
    expect(attempt(selectMembers, 'complete', payload, options).outcome).toBe('selected');
  });

  it('begins with nobody when it opens anew', () => {
    const { facts } = complete(chosen({ mediator: true }, {}, {}));
    expect(selectMembers.reset?.(facts).members).toEqual([]);
  });
});
