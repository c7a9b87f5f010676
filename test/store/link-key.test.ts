import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openLinkKey } from '../../src/store/link-key.ts'

describe('the key of links', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dung-han-key-'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('gives the same token for the same purpose after a restart, and another for any other', async () => {
    const first = await openLinkKey(folder)
    const again = await openLinkKey(folder)
    expect(again('tệp 1')).toBe(first('tệp 1'))
    expect(first('tệp 1')).not.toBe(first('tệp 2'))
    expect(first('tệp 1')).toMatch(/^[\w-]{43}$/)
    expect((await openLinkKey(':memory:'))('tệp 1')).not.toBe(first('tệp 1'))
  })

  it('is one, also when several processes start at once in a folder that is not there yet', async () => {
    const data = join(folder, 'data')
    const makers = await Promise.all(Array.from({ length: 8 }, () => openLinkKey(data)))
    expect(new Set(makers.map((tokenFor) => tokenFor('x'))).size).toBe(1)
    expect(await readdir(data)).toEqual(['link-key'])
  })

  it('can be read by its owner alone', async () => {
    await openLinkKey(folder)
    expect((await stat(join(folder, 'link-key'))).mode & 0o077).toBe(0)
    expect(await readFile(join(folder, 'link-key'))).toHaveLength(32)
  })

  it('is refused when it is damaged, with the file and the remedy', async () => {
    await writeFile(join(folder, 'link-key'), 'abc')
    await expect(openLinkKey(folder)).rejects.toThrow(/link-key is damaged; remove it/)
  })
})
