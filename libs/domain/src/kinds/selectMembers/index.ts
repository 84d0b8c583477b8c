import type { Member } from '../../model/state.js';
import type { StepKind } from '../kind.js';
import { form, judge, type Params } from './rules.js';
import { schema, type SelectPayload } from './schemas.js';

/** Residents closely linked to the matter, then experts as needed. */
export const selectMembers: StepKind<Params> = {
  kind: 'selectMembers',
  outcomes: ['selected'],
  params: {
    type: 'object',
    properties: {
      min: {
        type: 'integer',
        minimum: 1,
        maximum: 50,
        default: 1,
        description: '最少人数 · the fewest members',
      },
      max: {
        type: 'integer',
        minimum: 1,
        maximum: 50,
        default: 50,
        description: '最多人数 · the most members',
      },
      usual: {
        type: 'array',
        items: { type: 'integer', minimum: 1, maximum: 50 },
        minItems: 2,
        maxItems: 2,
        description: '通常人数范围，不在范围内须说明原因 · usual range; outside of it a reason is needed',
      },
      mediator: {
        type: 'boolean',
        default: false,
        description: '须有一名调委会调解员 · one member must be a mediator of the committee',
      },
      partiesMustAgree: {
        type: 'boolean',
        default: false,
        description: '非调解员参与须经当事人同意 · who is no mediator joins only if the parties agree',
      },
    },
    additionalProperties: false,
  },
  reset: (facts) => ({ ...facts, members: [] }),
  actions: {
    complete: {
      schema,
      example: {
        members: [
          { personId: '019a0000-0000-7000-8000-000000000011', nomination: 'publicNominated' },
          { personId: '019a0000-0000-7000-8000-000000000012', nomination: 'selfNominated' },
          {
            personId: '019a0000-0000-7000-8000-000000000013',
            nomination: 'committeesSelected',
            mediator: true,
          },
          { personId: '019a0000-0000-7000-8000-000000000014', nomination: 'adHoc', expert: true },
        ],
        partiesAgree: true,
      },
      form,
      judge,
      apply: (facts, { members }: SelectPayload) => ({ ...facts, members: members.map(toMember) }),
    },
  },
};

const toMember = ({ personId, nomination, expert, mediator }: SelectPayload['members'][number]): Member => ({
  personId,
  nomination,
  ...(expert && { expert }),
  ...(mediator && { mediator }),
});
