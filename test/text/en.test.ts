import { describe, expect, it } from 'vitest'
import type { Issue } from '../../src/core/issue.ts'
import { sentenceOf } from '../../src/text/en.ts'

describe('sentenceOf', () => {
  it('puts file, line and path before the sentence', () => {
    const issue: Issue = {
      code: 'value:invalid',
      found: '“2023-02-31”',
      wanted: 'a day that exists',
      file: 'config/plans/x.yaml',
      line: 12,
      path: 'duties[0].due.before',
    }
    expect(sentenceOf(issue)).toBe(
      'config/plans/x.yaml:12: duties[0].due.before: found “2023-02-31”; wanted a day that exists.',
    )
  })

  it('leaves out the places that are not known', () => {
    expect(sentenceOf({ code: 'yaml:syntax', found: 'too deep', file: 'x.yaml' })).toMatch(
      /^x\.yaml: this is not valid YAML/,
    )
    expect(sentenceOf({ code: 'file:missing', found: 'y.yaml' })).toMatch(/^y\.yaml cannot be read/)
  })

  it('offers the near word, or says what else may be done', () => {
    expect(sentenceOf({ code: 'name:unknown', kind: 'unit', found: 'van-phogn', near: 'van-phong' })).toBe(
      'there is no unit “van-phogn”; did you mean “van-phong”?',
    )
    expect(sentenceOf({ code: 'name:unknown', kind: 'unit', found: 'kho' })).toBe(
      'there is no unit “kho”; add it or name another unit.',
    )
  })

  it('names no value where an issue carries none', () => {
    expect(sentenceOf({ code: 'setting:invalid', path: 'REDIS_URL', found: '', wanted: 'an address' })).toMatch(
      /^REDIS_URL: wanted an address/,
    )
  })
})
