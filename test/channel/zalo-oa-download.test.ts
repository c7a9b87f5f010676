import type { LookupFunction } from 'node:net'
import { describe, expect, it } from 'vitest'
import { downloadPublic, isPublicAddress } from '../../src/channel/zalo-oa-download.ts'

const never = new AbortController().signal
const common = { limit: 1_000, ms: 5_000 }

describe('following links that come from outside', () => {
  it.each([
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.169.254',
    '172.31.0.1',
    '192.168.1.1',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:127.0.0.1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
    'fc00::1',
    'fe80::1',
    'ff02::1',
    '2002:a00:1::',
    'localhost',
    '',
  ])('takes %s for no public address', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })

  it.each(['8.8.8.8', '49.213.114.1', '172.32.0.1', '2606:4700::1111', '2405:4800::1'])(
    'takes %s for a public one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  it.each([
    ['one inner address', ['10.0.0.5']],
    ['an inner address behind a public one', ['8.8.8.8', '127.0.0.1']],
    ['no address at all', []],
  ])('does not connect to a name that has %s', async (_, addresses) => {
    const asked: string[] = []
    const lookup: LookupFunction = (host, _options, done) => {
      asked.push(host)
      done(
        null,
        addresses.map((address) => ({ address, family: 4 })),
      )
    }
    const got = await downloadPublic('https://tep.example.vn/a.pdf', { ...common, lookup }, never)
    expect(got).toBe('unreadable')
    expect(asked).toEqual(['tep.example.vn'])
  })

  it('fails, to be tried again, when a name cannot be looked up', async () => {
    const lookup: LookupFunction = (_host, _options, done) =>
      done(Object.assign(new Error('tep.example.vn'), { code: 'EAI_AGAIN' }), '')
    const work = downloadPublic('https://tep.example.vn/a.pdf', { ...common, lookup }, never)
    await expect(work).rejects.toThrow(/^broke off$/)
  })

  it('asks nobody about links that are not https', async () => {
    const lookup: LookupFunction = () => expect.unreachable('nothing is to be looked up')
    for (const link of ['http://example.vn/a', 'ftp://example.vn/a', 'javascript:1', '//example.vn', '', 'https://'])
      expect(await downloadPublic(link, { ...common, lookup }, never)).toBe('unreadable')
  })
})
