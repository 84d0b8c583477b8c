import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Category } from '#domain';
import { checkoutDir } from '#runtime';
import { parse } from 'yaml';

/** The way of a formal case; a matter stops where its file says. */
export const STAGES = [
  'triage',
  'investigate',
  'confirmTopic',
  'selectMembers',
  'consult',
  'convene',
  'deliberate',
  'sign',
  'decide',
  'publish',
  'implement',
  'feedback',
  'revisit',
] as const;
export type Stage = (typeof STAGES)[number];

/** A matter as `demo/township.yaml` tells it. */
export interface Matter {
  village: string;
  category: Category;
  title: string;
  matter: string;
  location?: string;
  /** Names of people of the village. */
  parties?: string[];
  /** Names of departments of the township. */
  departments?: string[];
  /** 主要矛盾, 正确主张, what was agreed, 时间节点: as far as it has come. */
  contradiction?: string;
  position?: string;
  terms?: string;
  milestones?: { title: string; inDays: number }[];
  until: Stage | 'closed';
  /** Working days since it was raised, and since its open step began. */
  ago: number;
  since?: number;
  incidents?: string[];
}

export const readMatters = (): Matter[] =>
  parse(readFileSync(join(checkoutDir, 'demo/township.yaml'), 'utf8')) as Matter[];
