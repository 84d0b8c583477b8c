import { describe, expect, it } from '@jest/globals';
import type { CaseFacts } from '../../model/state.js';
import { aCase, aStepDefinition, aText, anActor, anId, attempt, contextFor } from '../../testing/index.js';
import { opine } from './index.js';

const [AGRICULTURE, ENVIRONMENT, OTHER] = [anId(21), anId(22), anId(23)];
const DEPARTMENTS = [AGRICULTURE, ENVIRONMENT];

const act = (
  action: string,
  payload: Record<string, unknown>,
  opinions: CaseFacts['opinions'] = {},
  meta: Parameters<typeof attempt>[3] = {},
) =>
  attempt(opine, action, payload, {
    actor: anActor({ roles: ['department'], departmentIds: DEPARTMENTS }),
    ...meta,
    facts: { departments: DEPARTMENTS, opinions },
  });

const opinion = (departmentId: string, position = 'agree', more = {}) => ({
  departmentId,
  position,
  opinion: aText(),
  ...more,
});
const agreed = { [AGRICULTURE]: { position: 'agree' as const } };
const disagreed = { [AGRICULTURE]: { position: 'disagree' as const } };
const township = { actor: anActor({ roles: ['townshipOffice'] }) };

describe('opening', () => {
  it('is not needed where no department is touched', () => {
    const definition = aStepDefinition('opine');
    expect(opine.onOpen?.(aCase(), definition)).toBe('notNeeded');
    expect(opine.onOpen?.(aCase({ facts: { departments: DEPARTMENTS } }), definition)).toBeUndefined();
  });

  it('asks anew: the opinions were on another result', () => {
    const { state } = contextFor(opine, { facts: { departments: DEPARTMENTS, opinions: agreed } });
    expect(opine.reset?.(state.facts)).toEqual({ ...state.facts, opinions: {} });
  });
});

describe('opinions', () => {
  it('are complete when every department asked has given one', () => {
    const first = act('opine', opinion(AGRICULTURE));
    expect(first.outcome).toBeUndefined();
    expect(first.facts.opinions).toEqual(agreed);
    expect(act('opine', opinion(ENVIRONMENT), agreed).outcome).toBe('opined');
  });

  it('name the conditions under which a department agrees', () => {
    expect(act('opine', opinion(ENVIRONMENT, 'agreeWithConditions'), agreed)).toMatchObject({
      code: 'opine.conditionsMissing',
      path: '/conditions',
    });
    const conditional = opinion(ENVIRONMENT, 'agreeWithConditions', { conditions: aText() });
    expect(act('opine', conditional, agreed).outcome).toBe('opined');
  });

  it('are asked of the departments concerned only', () => {
    expect(act('opine', opinion(OTHER))).toMatchObject({ code: 'opine.notAsked', path: '/departmentId' });
  });

  it('block while one disagrees, until it is revised', () => {
    const { outcome, facts } = act('opine', opinion(ENVIRONMENT, 'disagree'), agreed);
    expect(outcome).toBeUndefined();
    expect(act('opine', opinion(ENVIRONMENT), facts.opinions).outcome).toBe('opined');
    expect(act('opine', opinion(ENVIRONMENT), disagreed).outcome).toBeUndefined();
  });
});

describe('who speaks for a department', () => {
  it('is its own representative', () => {
    const actor = anActor({ roles: ['department'], departmentIds: [AGRICULTURE] });
    expect(act('opine', opinion(AGRICULTURE), {}, { actor }).code).toBeUndefined();
    expect(act('opine', opinion(ENVIRONMENT), {}, { actor })).toMatchObject({
      code: 'opine.notYourDepartment',
      path: '/departmentId',
    });
    expect(act('opine', opinion(ENVIRONMENT), {}, { actor, channel: 'paper' }).code).toBe(
      'opine.notYourDepartment',
    );
  });

  it('is registered by staff with the way it came', () => {
    const actor = anActor({ roles: ['clerk'] });
    expect(act('opine', opinion(AGRICULTURE), {}, { actor }).code).toBe('opine.channelMissing');
    expect(act('opine', opinion(AGRICULTURE), {}, { actor, channel: 'paper' }).code).toBeUndefined();
  });

  it('may be a clerk who represents another department', () => {
    const actor = anActor({ roles: ['department', 'clerk'], departmentIds: [AGRICULTURE] });
    expect(act('opine', opinion(ENVIRONMENT), {}, { actor, channel: 'paper' }).code).toBeUndefined();
  });
});

describe('overruling', () => {
  const overrule = (departmentId: string) => ({ departmentId, reason: aText() });

  it('lifts a standing disagreement', () => {
    const opinions = { ...disagreed, [ENVIRONMENT]: { position: 'agree' as const } };
    const { outcome, facts } = act('overrule', overrule(AGRICULTURE), opinions, township);
    expect(outcome).toBe('opined');
    expect(facts.opinions[AGRICULTURE]).toEqual({ position: 'disagree', overruled: true });
    expect(act('overrule', overrule(AGRICULTURE), disagreed, township).outcome).toBeUndefined();
  });

  it('does not outlive a new disagreement', () => {
    const overruled = { ...agreed, [ENVIRONMENT]: { position: 'disagree' as const, overruled: true } };
    const { outcome, facts } = act('opine', opinion(ENVIRONMENT, 'disagree'), overruled);
    expect(outcome).toBeUndefined();
    expect(facts.opinions[ENVIRONMENT]).toEqual({ position: 'disagree' });
  });

  it('is for the township office', () => {
    for (const role of ['department', 'clerk', 'committee'] as const)
      expect(
        act('overrule', overrule(AGRICULTURE), disagreed, { actor: anActor({ roles: [role] }) }).code,
      ).toBe('opine.overruleNotAllowed');
  });

  it('needs a disagreement that stands', () => {
    const overruled = { [AGRICULTURE]: { position: 'disagree' as const, overruled: true } };
    for (const opinions of [{}, agreed, overruled])
      expect(act('overrule', overrule(AGRICULTURE), opinions, township).code).toBe('opine.nothingToOverrule');
  });

  it('is offered while there is one', () => {
    const offered = (opinions: CaseFacts['opinions']) =>
      opine.actions.overrule?.offered?.(contextFor(opine, { facts: { opinions } }));
    expect(offered(disagreed)).toBe(true);
    expect(offered(agreed)).toBe(false);
  });
});

describe('asking one more department', () => {
  it('adds it once, and the step waits for it', () => {
    const { facts } = act('ask', { departmentId: OTHER });
    expect(facts.departments).toEqual([...DEPARTMENTS, OTHER]);
    expect(act('ask', { departmentId: AGRICULTURE }).code).toBe('opine.alreadyAsked');
  });
});
