import type { ContentRef, OpenCase } from '#domain';
import type { ExternalRefsService } from '../commands/external-refs.service.js';
import type { MatterDto } from './dto/intake.dto.js';
import type { Opening } from './intake.service.js';

/** What any matter's form says besides the matter itself. */
interface Matter {
  /** They go into the content store with the others of the request. */
  texts: string[];
  /** The part of the command that follows from the form; `refs` are those of the texts, in their order. */
  openingOf(refs: readonly ContentRef[]): Omit<OpenCase, 'matter'>;
}

export function matterOf(
  opening: Opening,
  { location, title, externalRefs = [] }: MatterDto,
  numbers: ExternalRefsService,
): Matter {
  const texts: string[] = [];
  const keep = (text: string): number => texts.push(text) - 1;
  const locationAt = location ? keep(location) : undefined;
  const titleAt = title ? keep(title) : undefined;
  const numbered = externalRefs.map((given) => ({ given, at: keep(numbers.textOf(given)) }));
  return {
    texts,
    openingOf: (refs) => ({
      type: 'open',
      ...opening,
      ...(locationAt !== undefined && { location: refs[locationAt]! }),
      ...(titleAt !== undefined && { title: refs[titleAt]! }),
      ...(numbered.length > 0 && {
        externalRefs: numbered.map(({ given, at }) => numbers.refOf(opening.caseId, given, refs[at]!)),
      }),
    }),
  };
}
