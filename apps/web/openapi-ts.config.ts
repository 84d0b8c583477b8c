import { defineConfig } from '@hey-api/openapi-ts';

/** The client is made at every build of the API's document and isn't kept. */
export default defineConfig({
  input: '../../dist/openapi.json',
  output: { path: 'src/client', postProcess: [] },
  plugins: ['@hey-api/typescript', '@hey-api/sdk', { name: '@hey-api/client-fetch', baseUrl: '/' }],
});
