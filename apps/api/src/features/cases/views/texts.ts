import type { CaseEvent, CaseState, ContentRef } from '#domain';
import type { ContentStore } from '#persistence';
import { refsIn } from '../payload/index.js';

/** Texts by the content that they are; null where one has been erased. Only for those who may read the case. */
export async function readTexts(
  store: ContentStore,
  refs: readonly ContentRef[],
): Promise<Map<string, string | null>> {
  const results = await store.get(refs);
  return new Map(
    refs.map(({ content }, index) => {
      const result = results[index];
      return [content, result && 'text' in result ? result.text : null];
    }),
  );
}

/** The same by reference. */
export class Texts {
  private constructor(private readonly texts: ReadonlyMap<string, string | null>) {}

  static async read(store: ContentStore, refs: readonly ContentRef[]): Promise<Texts> {
    return new Texts(await readTexts(store, refs));
  }

  of(ref: ContentRef): string | null;
  of(ref: ContentRef | undefined): string | null | undefined;
  of(ref: ContentRef | undefined): string | null | undefined {
    return ref && (this.texts.get(ref.content) ?? null);
  }
}

/** The numbers of the matter in other systems. */
export const numbersIn = ({ externalRefs }: CaseState): ContentRef[] =>
  externalRefs.map(({ number }) => number);

type Acted = Extract<CaseEvent, { type: 'stepActed' }>;

/** The titles of the milestones as they were decided on last, by the milestones' ids. */
export function milestoneTitles(events: readonly CaseEvent[]): Map<string, ContentRef> {
  const decided = events.findLast(
    (event): event is Acted =>
      event.type === 'stepActed' && event.kind === 'decide' && event.action === 'complete',
  );
  const milestones = (decided?.payload.milestones ?? []) as { title: unknown }[];
  return new Map(
    milestones.flatMap(({ title }, index) => refsIn(title).map((ref) => [`m${index + 1}`, ref] as const)),
  );
}
