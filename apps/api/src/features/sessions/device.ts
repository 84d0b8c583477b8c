const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信'],
  [/DingTalk/, '钉钉'],
  [/wxwork/, '企业微信'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/360SE|QIHU/i, '360'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/iPhone|iPad/, 'iOS'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
];
const first = (of: typeof BROWSERS, text: string): string | undefined =>
  of.find(([pattern]) => pattern.test(text))?.[1];

/** Enough to know one's own devices apart: `Chrome · Windows`. Nothing else of the header is kept. */
export function deviceOf(userAgent: string | undefined): string {
  const known = [first(BROWSERS, userAgent ?? ''), first(SYSTEMS, userAgent ?? '')].filter(Boolean);
  return known.length > 0 ? known.join(' · ') : '程序 · program';
}
