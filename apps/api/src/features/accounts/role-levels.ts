import type { Role } from '#domain';
import type { ScopeLevel } from '../../platform/auth/index.js';

const IN_VILLAGES = ['village', 'grid'] as const;
const ABOVE_VILLAGES = ['county', 'township'] as const;

/** Where each role is held: it counts there and below. */
export const ROLE_LEVELS: Record<Role, readonly ScopeLevel[]> = {
  gridWorker: IN_VILLAGES,
  clerk: IN_VILLAGES,
  committee: IN_VILLAGES,
  convener: IN_VILLAGES,
  mediator: IN_VILLAGES,
  department: ABOVE_VILLAGES,
  townshipOffice: ['township'],
  county: ['county'],
  administrator: ['county', 'township', 'village'],
  systemAdmin: ['county'],
};
