/** A prepared statement whose parameters have names: `:name` in the text, each given once. */
export interface NamedStatement {
  /** What `pg` takes. A missing parameter throws: it is a programming error. */
  (values: Readonly<Record<string, unknown>>): { name: string; text: string; values: unknown[] };
}

/** `name` is that of the prepared statement and must be unique. A cast (`::type`) is not a parameter. */
export function namedStatement(name: string, sql: string): NamedStatement {
  const order: string[] = [];
  const text = sql.replaceAll(/(?<!:):([a-zA-Z]\w*)/g, (_, parameter: string) => {
    if (!order.includes(parameter)) order.push(parameter);
    return `$${order.indexOf(parameter) + 1}`;
  });
  return (values) => ({
    name,
    text,
    values: order.map((parameter) => {
      if (!(parameter in values)) throw new TypeError(`statement ${name}: parameter ${parameter} is missing`);
      return values[parameter];
    }),
  });
}
