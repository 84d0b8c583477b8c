import { type CaseEvent, type CaseFacts, type KindName, KINDS, type Position } from '#domain';

/** What the events changed of the departments that a case touches. */
export interface DepartmentChanges {
  /** Departments that are not named here no longer belong to the case. */
  replaced: boolean;
  /** Opinions that are not named here no longer hold. */
  cleared: boolean;
  /** Named departments; without a position the one before stays, unless opinions were cleared. */
  departments: { departmentId: string; position?: Position | 'overruled' }[];
}

/** The kinds that speak of departments; their facts need nothing of the other kinds'. */
const KINDS_WITH_DEPARTMENTS: readonly KindName[] = ['triage', 'confirmTopic', 'opine'];

/** Stands for whatever was there before: if it is gone in the end, so is that. */
const BEFORE = 'before';

/**
 * Lets the kinds themselves say what becomes of departments and opinions. The facts before are not at hand here, so a
 * placeholder stands for them.
 */
export class DepartmentProjection {
  private facts: CaseFacts = {
    parties: [],
    departments: [BEFORE],
    heard: [],
    members: [],
    talks: {},
    opinions: { [BEFORE]: { position: 'agree' } },
    milestones: [],
    objections: {},
    revisits: [],
  };

  apply(event: CaseEvent): void {
    if (event.type === 'roundOpened') this.facts = { ...this.facts, opinions: {} };
    if (event.type !== 'stepActed' && event.type !== 'stepOpened') return;
    if (!KINDS_WITH_DEPARTMENTS.includes(event.kind)) return;
    const kind = KINDS[event.kind];
    if (event.type === 'stepOpened') this.facts = kind.reset?.(this.facts) ?? this.facts;
    else {
      const apply = kind.actions[event.action]?.apply;
      this.facts = apply?.(this.facts, event.payload, { occurredAt: event.occurredAt }) ?? this.facts;
    }
  }

  changes(): DepartmentChanges {
    const { departments, opinions } = this.facts;
    const named = new Set([...departments, ...Object.keys(opinions)]);
    named.delete(BEFORE);
    return {
      replaced: !departments.includes(BEFORE),
      cleared: opinions[BEFORE] === undefined,
      departments: [...named].map((departmentId) => {
        const opinion = opinions[departmentId];
        const position = opinion?.overruled ? 'overruled' : opinion?.position;
        return { departmentId, ...(position && { position }) };
      }),
    };
  }
}
