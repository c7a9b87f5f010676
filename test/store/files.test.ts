import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFiles, safeName } from '../../src/store/files.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tep-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const bytes = new TextEncoder().encode('báo cáo')
const sha256 = createHash('sha256').update(bytes).digest('hex')
const pathOf = (sha: string) => join(folder, 'files', sha.slice(0, 2), sha.slice(2, 4), sha)

describe.each([
  ['a folder', () => openFiles(folder)],
  ['memory', () => openFiles(':memory:')],
])('files in %s', (_name, open) => {
  it('gives bytes back by their hash', async () => {
    const files = open()
    const ref = await files.keep(bytes, 'Báo cáo.docx', 'application/x')
    expect(ref).toEqual({ sha256, name: 'Báo cáo.docx', mime: 'application/x', size: bytes.byteLength })
    await files.keep(bytes, 'khác.docx', 'application/x')
    expect(Buffer.from((await files.open(sha256)) ?? [])).toEqual(Buffer.from(bytes))
    expect(await files.open('0'.repeat(64))).toBeUndefined()
  })

  it('gives held bytes only to who asks for held ones, until they are admitted or discarded', async () => {
    const files = open()
    const plan = new TextEncoder().encode(`kế hoạch ${Math.random()}`)
    const ref = await files.hold(plan, 'Kế hoạch.docx', 'application/x')
    expect(await files.open(ref.sha256)).toBeUndefined()
    expect(Buffer.from((await files.openHeld(ref.sha256)) ?? [])).toEqual(Buffer.from(plan))
    expect(await files.heldLongerThan(60_000)).not.toContain(ref.sha256)
    expect(await files.heldLongerThan(-1)).toContain(ref.sha256)
    await files.discard(ref.sha256)
    expect(await files.openHeld(ref.sha256)).toBeUndefined()
    await files.admit(ref.sha256)
    expect(await files.open(ref.sha256)).toBeUndefined()

    await files.hold(plan, 'Kế hoạch.docx', 'application/x')
    await files.admit(ref.sha256)
    await files.discard(ref.sha256)
    expect(await files.openHeld(ref.sha256)).toBeUndefined()
    expect(Buffer.from((await files.open(ref.sha256)) ?? [])).toEqual(Buffer.from(plan))
    for (const asked of ['', '..', '../../etc/passwd']) {
      expect(await files.openHeld(asked)).toBeUndefined()
      await files.admit(asked)
      await files.discard(asked)
    }
  })

  it('opens nothing that is not a hash', async () => {
    const files = open()
    for (const asked of [
      '',
      '..',
      '../../../etc/passwd',
      `${'a'.repeat(60)}/../`,
      sha256.toUpperCase(),
      `${sha256}\0`,
    ]) {
      expect(await files.open(asked)).toBeUndefined()
    }
  })
})

describe('files in a folder', () => {
  it('leave no temporary file behind', async () => {
    await openFiles(folder).keep(bytes, 'a', 'b')
    expect(readdirSync(join(folder, 'files')).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('are not read through a link that leads out', async () => {
    const outside = join(folder, 'bí mật')
    writeFileSync(outside, bytes)
    await openFiles(folder).keep(bytes, 'a', 'b')
    unlinkSync(pathOf(sha256))
    symlinkSync(outside, pathOf(sha256))
    expect(await openFiles(folder).open(sha256)).toBeUndefined()
  })

  it('say so when they were damaged, and are made whole when the same bytes come again', async () => {
    const files = openFiles(folder)
    const ref = await files.keep(new Uint8Array([1, 2, 3]), 'a', 'b')
    writeFileSync(pathOf(ref.sha256), 'x')
    await expect(files.open(ref.sha256)).rejects.toThrow(/is damaged; restore it from a backup/)
    await files.keep(new Uint8Array([1, 2, 3]), 'a', 'b')
    expect(readFileSync(pathOf(ref.sha256))).toEqual(Buffer.from([1, 2, 3]))
  })
})

describe('a safe name', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\tài liệu\\kế hoạch.pdf', 'kế hoạch.pdf'],
    ['...', 'tep'],
    ['.bashrc', 'bashrc'],
    ['anh\u202Egpj.exe', 'anhgpj.exe'],
    [`${'dài '.repeat(60)}.docx`, `${'dài '.repeat(60).slice(0, 115)}.docx`],
  ])('of %j is %j', (name, safe) => {
    expect(safeName(name)).toBe(safe)
  })

  it('never names another folder, whatever the sender wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeName(name)
        expect(safe).not.toMatch(/[/\\\p{Cc}]|^\.|^$/u)
        expect(Array.from(safe).length).toBeLessThanOrEqual(120)
      }),
    )
  })
})
