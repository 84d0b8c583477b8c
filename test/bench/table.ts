import type { Measured } from './row.js';

const number = (value: number): string =>
  Math.abs(value) >= 100 ? value.toFixed(0) : Math.abs(value) >= 10 ? value.toFixed(1) : value.toFixed(2);

const cell = (value: number | undefined, unit: string): string =>
  value === undefined ? '' : `${number(value)}${unit === '×' ? ' ×' : ` ${unit}`}`;

/** One line of Markdown, as `docs/performance.md` has it. */
export function line({ name, unit, product, note, floor, ratio, range, target }: Measured): string {
  const spread = range ? ` (${number(range[0])}–${number(range[1])})` : '';
  const cells = [
    name,
    note ?? cell(product, unit) + (ratio === undefined ? spread : ''),
    cell(floor, unit),
    ratio === undefined ? '' : `${number(ratio)} ×${spread}`,
    target ?? '',
  ];
  return `| ${cells.join(' | ')} |`;
}

export const HEADING = '| row | product | floor | ratio (rounds) | target |\n| --- | --- | --- | --- | --- |';
