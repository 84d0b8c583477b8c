/** Writes the table of settings to docs/settings.md. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { allSettings, settingsMarkdown } from '#config';
import { checkoutDir } from '#runtime';

writeFileSync(join(checkoutDir, 'docs', 'settings.md'), settingsMarkdown(allSettings()));
