import { conflict, invalid, notAllowed, notFound } from './declare.js';

/** Of supervision orders. */
export const OF_SUPERVISION_ORDERS = {
  'supervisionOrder.roleMissing': notAllowed(),
  'supervisionOrder.otherOffice': notAllowed('level'),
  'supervisionOrder.running': conflict('level', 'issued'),
  'supervisionOrder.stepNotBegun': conflict('step'),
  'supervisionOrder.roleUnfit': invalid('role'),
  'supervisionOrder.toOneself': invalid(),
  'supervisionOrder.addresseeUnfit': invalid(),
  'supervisionOrder.addresseeMissing': invalid(),
  'supervisionOrder.addresseeTwice': invalid(),
  'supervisionOrder.sameAddressee': conflict(),
  'supervisionOrder.notAssignee': invalid('step'),
  'supervisionOrder.termInvalid': invalid(),
  'supervisionOrder.alreadyIssued': conflict(),
  'supervisionOrder.unknown': notFound(),
  'supervisionOrder.ended': conflict(),
  'supervisionOrder.answered': conflict(),
  'supervisionOrder.notAnswered': conflict(),
  'supervisionOrder.notAddressee': notAllowed(),
  'supervisionOrder.ownAnswer': notAllowed(),
  'supervisionOrder.returnsUsedUp': conflict('limit'),
  'supervisionOrder.blocked': conflict(),
};
