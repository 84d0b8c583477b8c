import type { OpenAPIObject } from '@nestjs/swagger';

/** Left by `@Public()`. */
export const OPEN = 'x-open';

/** Routes that answer without a token say so. */
export function openRoutes(document: OpenAPIObject): void {
  for (const item of Object.values(document.paths))
    for (const operation of [item.get, item.post]) {
      if (!operation || !(OPEN in operation)) continue;
      delete (operation as unknown as Record<string, unknown>)[OPEN];
      operation.security = [];
    }
}
