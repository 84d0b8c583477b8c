/** `npm run admin -- create`: the first administrator of an installation without demo data; docs/organisation.md. */
import { parseArgs } from 'node:util';
import { hash } from '@node-rs/argon2';
import { v7 as uuidv7 } from 'uuid';
import { DataConfig, DatabaseConfig, loadArea, SecurityConfig } from '#config';
import { KeyRing, newPassword } from '#crypto';
import { AccountDirectory, createDataSource, PlaceEntity } from '#persistence';
import { complain, Sentence } from './lib/progress.mjs';
import { DataFolder } from './start/data-folder.js';
import { productEnvironment } from './start/settings.js';

const USAGE = 'npm run admin -- create --username NAME --name 姓名 --county 县名';

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { username: { type: 'string' }, name: { type: 'string' }, county: { type: 'string' } },
  });
  const { username = '', name, county } = values;
  if (positionals[0] !== 'create' || !/^[a-z][a-z0-9.-]{2,39}$/.test(username) || !name || !county)
    throw new Sentence(
      `用法 · usage:\n${USAGE}\n用户名：3 至 40 个小写字母、数字、点、横线，以字母开头。\nA user name has 3 to 40 lower-case letters, digits, dots and hyphens.`,
    );
  const password = await create({ username, name, county });
  console.log(
    `已新建系统管理员，登录后请修改密码 · created; change the password after signing in\n  ${username}  ${password}`,
  );
} catch (error) {
  complain(error);
  process.exitCode = 1;
}

interface First {
  username: string;
  name: string;
  county: string;
}

/** System administrator and administrator of the county, which is made where there is none. @returns the password */
async function create({ username, name, county }: First): Promise<string> {
  const { given } = new DataFolder(loadArea(DataConfig).dataDir);
  const env = given ? productEnvironment(process.env, given) : process.env;
  const ring = new KeyRing(loadArea(SecurityConfig, env).encryptionKeys);
  const dataSource = await createDataSource(loadArea(DatabaseConfig, env).url, { poolSize: 1 }).initialize();
  const password = newPassword();
  try {
    await dataSource.transaction(async (manager) => {
      const accounts = new AccountDirectory(manager, ring);
      if (await accounts.findByUsername(username))
        throw new Sentence(`用户名 ${username} 已被使用。\nThe user name ${username} is in use.`);
      const places = manager.getRepository(PlaceEntity);
      const known = await places.findOneBy({ level: 'county', name: county });
      const placeId = known?.id ?? uuidv7();
      if (!known) await places.insert({ id: placeId, level: 'county', name: county });
      const passwordHash = await hash(password);
      const account = { username, name, passwordHash, passwordProvisional: true };
      const accountId = await accounts.create(account, Date.now());
      for (const role of ['systemAdmin', 'administrator'] as const)
        await accounts.appoint({ accountId, role, placeId }, Date.now());
    });
  } finally {
    await dataSource.destroy();
  }
  return password;
}
