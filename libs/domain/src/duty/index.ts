export * from './model.js';
export { decideDuty, type DutyDecision } from './decide-duty.js';
export { evolveDuty } from './evolve-duty.js';
export { foldDuty, hasEnded, nextDutyWake, wakeDuty } from './wake-duty.js';
export { movedBy } from './times.js';
