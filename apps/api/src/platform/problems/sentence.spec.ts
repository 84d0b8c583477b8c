import { describe, expect, it } from '@jest/globals';
import { problemOfRefusal } from './refusals.js';
import { problemDocument } from './sentence.js';

describe('problems', () => {
  it('say words of the practice in the reader’s language', () => {
    const problem = problemOfRefusal({
      code: 'step.roleMissing',
      params: { step: 'decide', owner: 'committee' },
    });
    expect(problemDocument(problem, 'zh-CN', 'trace')).toEqual({
      type: 'urn:qunying:problem:step.roleMissing',
      title: '没有权限',
      status: 403,
      detail: expect.stringContaining('“两委”成员'),
      code: 'step.roleMissing',
      traceId: 'trace',
    });
    expect(problemDocument(problem, 'en').detail).toContain('member of the two committees');
  });

  it('say terms in words', () => {
    const problem = problemOfRefusal({ code: 'extension.tooLong', params: { longest: '5wd' } });
    expect(problemDocument(problem, 'zh-CN').detail).toContain('最多可以延期 5 个工作日；');
    expect(problemDocument(problem, 'en').detail).toContain('5 working day(s)');
  });

  it('point to the field of the payload', () => {
    const problem = problemOfRefusal({ code: 'sign.notASigner', path: '/signerId' }, '/payload');
    expect(problemDocument(problem, 'en').errors).toEqual([
      { path: '/payload/signerId', code: 'sign.notASigner', detail: expect.any(String) },
    ]);
  });

  it.each([
    ['case.closed', 409],
    ['step.notOpen', 409],
    ['case.unknown', 404],
    ['assign.roleMissing', 403],
    ['decide.milestonesMissing', 422],
  ] as const)('%s is %i', (code, status) => {
    expect(problemOfRefusal({ code }).status).toBe(status);
  });
});
