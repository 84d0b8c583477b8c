/** Deep equality of plain data, whatever realm it comes from: a field that is undefined is not one that is missing. */
export function equal(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]))
  );
}

/** Where two values differ first, as a path; undefined where they are equal. */
export function difference(a: unknown, b: unknown, path = ''): string | undefined {
  if (equal(a, b)) return undefined;
  const [left, right] = [Object(a) as Record<string, unknown>, Object(b) as Record<string, unknown>];
  const keys = [...new Set([...Object.keys(left), ...Object.keys(right)])];
  const differing = keys.find((key) => !(Object.hasOwn(left, key) && equal(left[key], right[key])));
  if (differing === undefined || typeof a !== 'object' || typeof b !== 'object') return path || '/';
  return difference(left[differing], right[differing], `${path}/${differing}`) ?? `${path}/${differing}`;
}
