/** `npm run bench`, `npm run generate`: compiles the programs of `test/bench` beside the product and runs one. */
import { join } from 'node:path';
import { bootstrap, root } from './lib/bootstrap.mjs';
import { handOver } from './lib/hand-over.mjs';
import { node24 } from './lib/install.mjs';
import { complain, Sentence, step } from './lib/progress.mjs';
import { run, tail } from './lib/tool.mjs';

try {
  const [program = '', ...args] = process.argv.slice(2);
  await bootstrap();
  await step('编译性能测试 · building the benchmark', async () => {
    const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    const { ok, output } = await run(node24(root), [compiler, '-p', 'tsconfig.bench.json'], { cwd: root });
    if (!ok) throw new Sentence(tail(output));
  });
  handOver(node24(root), ['--enable-source-maps', join(root, 'dist', 'test', 'bench', program), ...args]);
} catch (error) {
  complain(error);
  process.exitCode = 1;
}
