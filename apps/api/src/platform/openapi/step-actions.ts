import { KIND_NAMES, KINDS, type KindName } from '#domain';
import { translate } from '#i18n';
import type { OpenAPIObject } from '@nestjs/swagger';
import { isRecord, type Json } from './json.js';

/** Its decisions must name a version. */
export const STEP_ACTION = /\/cases\/\{id\}\/steps\/\{step\}\/(actions|checks)$/;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `TriageComplete`, `SignRefuse`, … */
const schemaName = (kind: string, action: string): string => upper(kind) + upper(action);

interface KindAction {
  kind: KindName;
  action: string;
  name: string;
  schema: Record<string, Json>;
  example: Record<string, Json>;
}

/** Every action of every step kind, as the rules themselves declare it. */
export function kindActions(): KindAction[] {
  return KIND_NAMES.flatMap((kind) =>
    Object.entries(KINDS[kind].actions).map(([action, { schema, example }]) => ({
      kind,
      action,
      name: schemaName(kind, action),
      schema: clientSchema(schema) as Record<string, Json>,
      example: example as Record<string, Json>,
    })),
  );
}

/** The schema as clients see it: a content text is simply text. */
export function clientSchema(schema: unknown): Json {
  if (Array.isArray(schema)) return schema.map(clientSchema);
  if (!isRecord(schema)) return schema as Json;
  const entries = Object.entries(schema).filter(([key, value]) => !(key === 'format' && value === 'content'));
  return Object.fromEntries(entries.map(([key, value]) => [key, clientSchema(value)]));
}

/**
 * Puts the payload of every step kind into the document, and describes the body of an action by its name: kinds share
 * names such as `complete`, so below the name any of their payloads may stand.
 */
export function describeStepActions(document: OpenAPIObject): void {
  const bodies = Object.entries(document.paths).flatMap(([path, { post }]) => {
    const body = STEP_ACTION.test(path) ? post?.requestBody : undefined;
    return body && 'content' in body ? [body.content['application/json']!] : [];
  });
  const [media] = bodies;
  if (!media?.schema || !('$ref' in media.schema)) return;
  const schemas = (document.components ??= {}).schemas as Record<string, Json>;
  const dto = media.schema.$ref.split('/').at(-1) ?? '';
  const common = schemas[dto];
  if (!isRecord(common) || !isRecord(common['properties'])) return;
  const actions = kindActions();
  for (const { kind, action, name, schema, example } of actions)
    schemas[name] = { title: titleOf(kind, action), ...schema, examples: [example] };
  const { action: _action, payload: _payload, ...properties } = common['properties'];
  const names = [...new Set(actions.map(({ action }) => action))].sort();
  delete schemas[dto];
  schemas['StepAction'] = {
    title: '步骤操作 · Action on a step',
    description: '按操作名区分 · Told apart by the name of the action',
    oneOf: names.map((action) => branch(action, actions, properties)),
  };
  const examples = Object.fromEntries(
    actions.map(({ kind, action, name, example }) => [
      name,
      { summary: titleOf(kind, action), value: { action, payload: example } },
    ]),
  );
  for (const body of bodies) Object.assign(body, { schema: ref('StepAction'), examples });
}

function branch(action: string, actions: KindAction[], properties: Record<string, Json>): Json {
  const payloads = actions.filter((one) => one.action === action).map(({ name }) => ref(name));
  return {
    type: 'object',
    title: action,
    properties: {
      action: { type: 'string', const: action, description: '操作名 · Name of the action' },
      payload: payloads.length === 1 ? payloads[0] : { anyOf: payloads },
      ...properties,
    },
    required: ['action', 'payload'],
    additionalProperties: false,
  };
}

const titleOf = (kind: string, action: string): string =>
  `${translate(`kind.${kind}`, 'zh-CN')} · ${translate(`kind.${kind}`, 'en')}: ${action}`;
