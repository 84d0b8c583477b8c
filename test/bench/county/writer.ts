import { sha256 } from '#crypto';
import { inTransaction, type Pool } from '#persistence';
import { chainLink, chainStart } from '../../../libs/persistence/src/record/event-row.js';
import { anId } from '../../../libs/domain/src/testing/values.js';
import { Dice } from '../../../libs/domain/src/testing/play/dice.js';
import { copyIn } from './copy-in.js';
import { standIns, villageBy } from './places.js';
import { type Columns, EVENT_LINE, FIGURE_TABLES, type RecordedCase } from './recorded.js';
import { fill, type Filling } from './text-template.js';

const WEEK = 7 * 86_400_000;
const PLAYED_CASE = anId(800);

/** Lines by table, and the sums of the daily figures. */
interface Batch {
  lines: Record<string, string[]>;
  figures: Map<string, { table: string; key: string; counts: number[] }>;
  events: number;
}

/** Writes played cases under new ids and dates, in the villages of the county. */
export class CountyWriter {
  private readonly villages = new Map<number, Map<string, string>>();

  constructor(
    private readonly pool: Pool,
    private readonly columns: Columns,
    /** Each history by how far it has come, the shortest first. */
    private readonly histories: readonly (readonly RecordedCase[])[],
    /** When the newest matters came in, and over how many weeks before. */
    private readonly now: number,
    private readonly weeks: number,
  ) {}

  /**
   * One batch, all or nothing, with the note that it was written.
   *
   * @returns how many events it has
   */
  async write(number: number, cases: number): Promise<number> {
    const batch: Batch = { lines: {}, figures: new Map(), events: 0 };
    const dice = new Dice(number + 1);
    for (let n = 0; n < cases; n += 1) this.add(batch, dice, number, n);
    await inTransaction(this.pool, async (client) => {
      for (const [table, columns] of Object.entries(this.columns))
        await copyIn(client, table, columns, batch.lines[table] ?? []);
      await copyIn(client, 'event', [...EVENT_LINE, 'digest'], batch.lines.event ?? []);
      await copyIn(client, 'audit', ['case_id', 'seq', 'previous', 'hash'], batch.lines.audit ?? []);
      for (const [table, { key, counted }] of Object.entries(FIGURE_TABLES)) {
        const rows = [...batch.figures.values()].filter((figure) => figure.table === table);
        await client.query(`CREATE TEMPORARY TABLE more (LIKE ${table}) ON COMMIT DROP`);
        await copyIn(
          client,
          'more',
          [...key, ...counted],
          rows.map((row) => `${row.key}\t${row.counts.join('\t')}\n`),
        );
        const unique = key.filter((column) => column !== 'county_id' && column !== 'township_id');
        await client.query(
          `INSERT INTO ${table} AS f (${[...key, ...counted].join(', ')})
           SELECT ${[...key, ...counted].join(', ')} FROM more
           ON CONFLICT (${unique.join(', ')}) DO UPDATE SET
             ${counted.map((column) => `${column} = f.${column} + excluded.${column}`).join(', ')}`,
        );
        await client.query('DROP TABLE more');
      }
      await client.query('INSERT INTO generated_batch (number, cases, events) VALUES ($1, $2, $3)', [
        number,
        cases,
        batch.events,
      ]);
    });
    return batch.events;
  }

  private add(batch: Batch, dice: Dice, number: number, n: number): void {
    const history = dice.pick(this.histories)!;
    const back = Math.floor(this.weeks * dice.next()) * WEEK;
    const first = history[0]!;
    // The last week in which it could have come in, and from there so many weeks back.
    const shift = Math.floor((this.now - first.openedAt) / WEEK) * WEEK - back;
    const found = reached(history, this.now - shift);
    if (!found) return;
    const village = villageBy(dice.next());
    const caseId = randomId(dice);
    const year = new Date(found.openedAt + shift).getUTCFullYear();
    const filling: Filling = {
      shift,
      number: `${year}${String(number * 10_000 + n).padStart(9, '0')}`,
      idOf: this.ids(village, caseId),
    };
    for (const [table, rows] of Object.entries(found.rows))
      (batch.lines[table] ??= []).push(...rows.map((row) => fill(row, filling)));
    this.addEvents(batch, found, caseId, filling);
    for (const { table, key, counts } of found.figures) {
      const filled = fill(key, filling);
      const known = batch.figures.get(`${table}/${filled}`);
      if (known) known.counts = known.counts.map((count, i) => count + counts[i]!);
      else batch.figures.set(`${table}/${filled}`, { table, key: filled, counts: [...counts] });
    }
  }

  private addEvents(batch: Batch, { events }: RecordedCase, caseId: string, filling: Filling): void {
    const lines = (batch.lines.event ??= []);
    const links = (batch.lines.audit ??= []);
    let previous = chainStart(caseId);
    for (const { seq, line, canonical } of events) {
      const digest = sha256(fill(canonical, filling));
      const hash = chainLink(previous, digest);
      lines.push(`${fill(line, filling)}\t\\\\x${digest.toString('hex')}\n`);
      links.push(`${caseId}\t${seq}\t\\\\x${previous.toString('hex')}\t\\\\x${hash.toString('hex')}\n`);
      previous = hash;
    }
    batch.events += events.length;
  }

  private ids(village: number, caseId: string): (played: string) => string {
    let known = this.villages.get(village);
    if (!known) this.villages.set(village, (known = standIns(village)));
    const own = caseId.slice(0, 24);
    // Texts and files are the case's own.
    return (played) => (played === PLAYED_CASE ? caseId : (known.get(played) ?? own + played.slice(24)));
  }
}

/** As far as the history had come at an instant of its own time. */
function reached(history: readonly RecordedCase[], at: number): RecordedCase | undefined {
  return history.findLast(({ lastAt }) => lastAt <= at);
}

/** As a UUID of version 8, as the product gives them. */
function randomId(dice: Dice): string {
  const hex = Array.from({ length: 4 }, () =>
    Math.floor(dice.next() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
