import { expect } from '@jest/globals';
import { addDays, isOff, type LocalDate, type Role } from '#domain';
import { Catalogue } from '#persistence';
import { now } from '#testing';
import { TestProduct } from './test-product.js';

export const DAY = 24 * 3_600_000;
export const inDays = (days: number): string =>
  new Date(now() + days * DAY + 8 * 3_600_000).toISOString().slice(0, 10);

/** By the calendar that the product counts with. */
export async function workingDayAfter(date: LocalDate): Promise<LocalDate> {
  const calendar = await new Catalogue(product.dataSource).nationalCalendar();
  const next = addDays(date, 1);
  return isOff(calendar!, next) ? workingDayAfter(next) : next;
}

export let product: TestProduct;
/** A product of one spec. */
export async function openDesk(): Promise<void> {
  product = await TestProduct.start();
}
export const closeDesk = (): Promise<void> | undefined => product?.close();

export const post = async (id: string, path: string, body: object, role: Role = 'clerk', placeId?: string) =>
  product.call(`/cases/${id}/${path}`, { token: await product.as(role, placeId), body });

export const township = (id: string, path: string, body: object) =>
  post(id, path, body, 'townshipOffice', product.places.township);

export async function refused(
  id: string,
  answer: () => Promise<{ status: number; body: { code?: string; detail?: string } }>,
  status: number,
  code: string,
): Promise<void> {
  const before = await product.traces(id);
  const { status: found, body } = await answer();
  expect({ status: found, code: body.code }).toEqual({ status, code });
  expect(body.detail).toMatch(/[\u4e00-\u9fff]/);
  expect(await product.traces(id)).toEqual(before);
}
