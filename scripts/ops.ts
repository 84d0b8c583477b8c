/** `npm run ops -- COMMAND`: what an operator does about blocked cases, restores and erasures; docs/recovery.md. */
import { parseArgs } from 'node:util';
import { complain, Sentence } from './lib/progress.mjs';
import { COMMANDS } from './ops/commands.js';
import { connect } from './ops/connect.js';

const USAGE = `npm run ops -- blocked | unpark ID | resync ID [--discard] | resync --all | verify [ID] | retry
                   | erase case/ID|person/ID --yes | erase-again`;

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      discard: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
    },
  });
  const [name = '', id] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) throw new Sentence(`用法 · usage:\n${USAGE}`);
  const ops = connect();
  try {
    const { all, discard, yes } = values;
    const done = await command(ops, { ...(id && { id }), all, discard, yes }, (line) => console.log(line));
    process.exitCode = done ? 0 : 2;
  } finally {
    await ops.close();
  }
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
