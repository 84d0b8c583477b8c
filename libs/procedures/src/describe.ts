import { approximateDays, type Problem, type Span } from '#domain';
import { translate, type Language } from '#i18n';

/** The finding as a sentence. */
export const describeProblem = ({ code, params }: Problem, language: Language): string => {
  const act = params?.act === undefined ? undefined : translate(`legalAct.${params.act}`, language);
  return translate(`procedure.${code}`, language, { ...params, ...(act && { act }) });
};

/** A length of time in words: `28 个工作日 + 90 个自然日（约 130 天）`. */
export const describeSpan = (span: Span, language: Language): string => {
  const units = ['workingDays', 'calendarDays', 'hours'] as const;
  const parts = units
    .filter((unit) => span[unit] > 0)
    .map((unit) => translate(`procedure.span.${unit}`, language, { n: span[unit] }));
  if (parts.length === 0) return translate('procedure.span.none', language);
  const days = Math.ceil(approximateDays(span));
  return translate('procedure.span.about', language, { parts: parts.join(' + '), days });
};
