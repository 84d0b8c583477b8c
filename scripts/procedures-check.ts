/** `npm run procedures:check [FILE…]`: what is wrong with each procedure, by line, and how long it takes. */
import { checkProcedures } from '#procedures';

const print = (line: string): void => console.log(line);
const errors = await checkProcedures(process.argv.slice(2), { folder: 'procedures', print });
if (errors > 0) process.exitCode = 1;
