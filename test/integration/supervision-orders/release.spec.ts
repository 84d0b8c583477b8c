import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { calendarWorkflowId } from '#contracts';
import { dateOf } from '#domain';
import { CalendarStore } from '#persistence';
import { catchUpCalendars } from '../../../apps/worker/src/calendar/catch-up.js';
import { bringCalendar, withDayOff } from '../../support/calendars.js';
import { closeDesk, issue, open, openDesk, product, view } from './desk.js';

beforeAll(openDesk);
afterAll(closeDesk);

it('a calendar that came with a release reaches an order, even where no case is concerned', async () => {
  const { id, dueAt } = (await issue(await open(), { role: 'clerk', term: '10wd' })).body;
  const [current] = await CalendarStore.on(product.pool).current();
  await bringCalendar(product.database, withDayOff(current!.bits, dateOf(Date.parse(dueAt) - 1)));
  const catchUp = () => catchUpCalendars(product.pool, product.client, product.config.temporal);
  expect(await catchUp()).toBe(current!.version + 1);
  await product.client.workflow.getHandle(calendarWorkflowId(current!.version + 1)).result();
  expect(Date.parse((await view(id)).dueAt)).toBeGreaterThan(Date.parse(dueAt));
  expect(await catchUp()).toBeUndefined();
});
