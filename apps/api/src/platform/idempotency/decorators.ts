import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { accountOf, type SignedInRequest } from '../auth/index.js';
import { checkKey, commandIdOf, hashRequest, type Idempotency } from './request-identity.js';

/** `@IdempotencyKey() key: string`: the checked header. */
export const IdempotencyKey = createParamDecorator((_data: unknown, context: ExecutionContext): string =>
  keyOf(context.switchToHttp().getRequest<SignedInRequest>()),
);

/** `@Repeatable() idempotency: Idempotency`: the command's id and the hash of a JSON request. */
export const Repeatable = createParamDecorator((_data: unknown, context: ExecutionContext): Idempotency =>
  idempotencyOf(context),
);

/** @throws Problem 400 without a valid key */
export function idempotencyOf(context: ExecutionContext): Idempotency {
  const request = context.switchToHttp().getRequest<SignedInRequest>();
  return {
    commandId: commandIdOf(accountOf(context).id, keyOf(request)),
    bodyHash: hashRequest(request.method, request.path, request.body),
  };
}

const keyOf = ({ headers }: SignedInRequest): string => checkKey(headers['idempotency-key']);

/** Documents the header; stands on every route that takes one. */
export const ApiIdempotencyKey = () =>
  applyDecorators(
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description:
        '幂等键，1–200 个可见 ASCII 字符；同一键重发得到同一结果 · 1 to 200 visible ASCII characters; a repeat with the same key gets the same answer',
      schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
      example: '0b6f0f9e-3d5c-4b1e-9a55-6f2d3c1b8a01',
    }),
  );
