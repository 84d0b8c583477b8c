import { conflict, invalid, notAllowed, notFound } from './declare.js';

/** Of supervision orders. */
export const OF_SUPERVISION_ORDERS = {
  'order.roleMissing': notAllowed(),
  'order.otherOffice': notAllowed('level'),
  'order.running': conflict('level', 'issued'),
  'order.stepNotBegun': conflict('step'),
  'order.roleUnfit': invalid('role'),
  'order.toOneself': invalid(),
  'order.addresseeUnfit': invalid(),
  'order.addresseeMissing': invalid(),
  'order.addresseeTwice': invalid(),
  'order.sameAddressee': conflict(),
  'order.notHolder': invalid('step'),
  'order.termInvalid': invalid(),
  'order.alreadyIssued': conflict(),
  'order.unknown': notFound(),
  'order.ended': conflict(),
  'order.answered': conflict(),
  'order.notAnswered': conflict(),
  'order.notAddressee': notAllowed(),
  'order.ownAnswer': notAllowed(),
  'order.returnsUsedUp': conflict('limit'),
  'order.blocked': conflict(),
};
