import { administration } from './administration.js';
import { decidingSteps } from './deciding-steps.js';
import { fields } from './fields.js';
import { preparingSteps } from './preparing-steps.js';
import { vocabulary } from './vocabulary.js';
import { web } from './web.js';

/** The words that the web app fetches for who wants English; all other sentences come from the API. */
export const appWords = {
  ...preparingSteps,
  ...decidingSteps,
  ...fields,
  ...vocabulary,
  ...web,
  ...administration,
};
