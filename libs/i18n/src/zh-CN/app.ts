import { decidingSteps } from './deciding-steps.js';
import { fields } from './fields.js';
import { preparingSteps } from './preparing-steps.js';
import { vocabulary } from './vocabulary.js';
import { web } from './web.js';

/** The words that the web app brings along; all other sentences come from the API, those of administration with its pages. */
export const appWords = { ...preparingSteps, ...decidingSteps, ...fields, ...vocabulary, ...web };
