import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  TestWorkflowEnvironment,
  TimeSkippingTestWorkflowEnvironmentOptions,
} from '@temporalio/testing';
import { cacheDir } from '../paths.js';
import { HelpfulError } from '../sentence.js';
import { onPath, runTool, withLock } from '../tools.js';
import { eventually } from '../waiting.js';
import type { OnProgress } from './binary.js';

/** Version of the time-skipping test server. */
export const TEST_SERVER_VERSION = '1.32.0';
const START_WITHIN_MS = 60_000;

/**
 * The script that runs the time-skipping test server from its jars in the per-user cache, fetched by Maven once.
 *
 * @returns undefined where there is no Java or no Maven: then the SDK downloads its own
 */
export async function findTestServer(progress: OnProgress = () => undefined): Promise<string | undefined> {
  if (!onPath('java')) return undefined;
  if (existsSync(script())) return script();
  const maven = onPath('mvn');
  if (!maven) return undefined;
  return withLock(`${home()}.lock`, async () => {
    if (!existsSync(script())) await fetch(maven, progress);
    return existsSync(script()) ? script() : undefined;
  });
}

/**
 * Temporal with virtual time, for timers: `env.sleep('7 days')` takes a second. Its time is shared by everything in it:
 * one environment a spec file, torn down with `env.teardown()`. It knows no list, count or schedules.
 *
 * @throws HelpfulError where there is neither Java with Maven nor a way to the SDK's download
 */
export async function startTimeSkipping(
  options: Omit<TimeSkippingTestWorkflowEnvironmentOptions, 'server'> = {},
  progress?: OnProgress,
): Promise<TestWorkflowEnvironment> {
  const path = await findTestServer(progress);
  const server = path && ({ executable: { type: 'existing-path', path } } as const);
  // Not loaded where nothing needs it: it brings the SDK's native part along.
  const testing = await import('@temporalio/testing');
  const start = () =>
    testing.TestWorkflowEnvironment.createTimeSkipping({ ...options, ...(server && { server }) });
  // The SDK waits five seconds for it, which is short on a busy machine.
  return eventually(start, {
    withinMs: START_WITHIN_MS,
    unless: () =>
      server
        ? undefined
        : new HelpfulError(
            '没有能拨快时间的 Temporal，也装不成：请安装 Java（17 或更新）和 Maven 后再试。',
            'There is no Temporal that can skip time, and it could not be installed: install Java (17 or newer) and Maven and try again.',
          ),
  });
}

function home(): string {
  return join(cacheDir(), 'lib', `temporal-test-server-${TEST_SERVER_VERSION}-quiet`);
}

function script(): string {
  return join(home(), 'run.sh');
}

async function fetch(maven: string, progress: OnProgress): Promise<void> {
  const lib = join(cacheDir(), 'lib');
  mkdirSync(lib, { recursive: true });
  const half = mkdtempSync(join(lib, 'half-'));
  try {
    writeFileSync(join(half, 'pom.xml'), POM);
    const args = [
      '-B',
      '-f',
      join(half, 'pom.xml'),
      'dependency:copy-dependencies',
      `-DoutputDirectory=${half}/jars`,
    ];
    if (!(await runTool(maven, args, { onLine: progress })) || readdirSync(join(half, 'jars')).length === 0)
      return;
    writeFileSync(join(half, 'run.sh'), SCRIPT, { mode: 0o755 });
    rmSync(home(), { recursive: true, force: true });
    renameSync(half, home());
  } finally {
    rmSync(half, { recursive: true, force: true });
  }
}

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>qunying</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${TEST_SERVER_VERSION}</version>
    </dependency>
    <dependency>
      <!-- Or it complains on every start that nobody takes its log. -->
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
`;

const SCRIPT = `#!/bin/sh
exec java -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$(dirname "$0")/jars/*" io.temporal.testserver.TestServer "$@"
`;
