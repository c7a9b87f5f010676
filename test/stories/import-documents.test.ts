import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startTelegramServer } from '../fakes/telegram-server.ts'
import { joinOnTelegram } from '../joiners.ts'
import { Page, Process, temporaryFolder } from '../served.ts'
import { describeWhole } from '../whole.ts'
import { scannedPlan } from './scanned-plan.ts'

const admin = 'quan-tri'
const start = '2026-01-20T08:00+07:00'
const sample = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '..', 'samples', 'intake', name)))

const serve = (folder: string, env: Readonly<Record<string, string>> = {}): Process =>
  Process.start(['serve', '--port', '0', '--data', folder, '--clock', start, '--plan', ...plans], env)
const plans = ['config/plans/gia-lai-2023.yaml']

/** Sends a file as the form of the chat page does. */
async function upload(base: string, name: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  const fields = new FormData()
  fields.set('file', new File([bytes], name))
  const answer = await fetch(`${base}/chat/${admin}/file`, { method: 'POST', body: fields, redirect: 'manual' })
  expect(answer.status).toBe(303)
}

/** Asks again until the admin has been told something that fits; the server has no other way to say so. */
async function told(page: Page, fits: (texts: readonly string[]) => boolean): Promise<readonly string[]> {
  for (;;) {
    const texts = await page.texts(admin)
    if (fits(texts)) return texts
    await new Promise((again) => setTimeout(again, 50))
  }
}
const summaryOf =
  (name: string) =>
  (texts: readonly string[]): boolean =>
    texts.some((text) => text.includes(`Đã đọc xong “${name}”`) || text.startsWith(`Đã đọc “${name}”`))

describeWhole('a document that the admin hands in', () => {
  it('on the chat page is read, a scan with its progress, and summed up once', async () => {
    await using folder = await temporaryFolder()
    await using server = serve(folder.path)
    const base = await server.ready()
    const page = new Page(base)
    await upload(base, 'ke-hoach.docx', sample('same-prose.docx'))
    const first = await told(page, summaryOf('ke-hoach.docx'))
    expect(first.filter((text) => text.includes('đang đọc'))).toHaveLength(1)
    expect(first.join('\n')).toContain('Kế hoạch số 18/KH-BQLKKT')

    await upload(base, 'ban-quet.pdf', await scannedPlan(8))
    const second = (await told(page, summaryOf('ban-quet.pdf'))).slice(first.length)
    expect(second.filter((text) => text.includes('là bản quét, đang đọc'))).toEqual([
      'Tệp “ban-quet.pdf” là bản quét, đang đọc: 5/8 trang.',
    ])
    expect(second.filter((text) => summaryOf('ban-quet.pdf')([text]))).toHaveLength(1)
    expect(await server.kill('SIGTERM')).toBe(0)
  }, 400_000)

  it('is read again after a SIGKILL in the middle of a scan, and summed up once', async () => {
    await using folder = await temporaryFolder()
    await using first = serve(folder.path)
    const base = await first.ready()
    await upload(base, 'ban-quet.pdf', await scannedPlan(8))
    await told(new Page(base), (texts) => texts.some((text) => text.includes('5/8 trang')))
    await first.kill('SIGKILL')
    await using second = serve(folder.path)
    const page = new Page(await second.ready())
    const texts = await told(page, summaryOf('ban-quet.pdf'))
    expect(texts.filter((text) => text.includes('Đã nhận tệp'))).toHaveLength(1)
    expect(texts.filter((text) => text.includes('5/8 trang'))).toHaveLength(1)
    expect(texts.filter((text) => summaryOf('ban-quet.pdf')([text]))).toHaveLength(1)
    expect(texts.join('\n')).toContain('Kế hoạch số 18/KH-BQLKKT')
    expect(await readdir(join(folder.path, 'files', 'held'))).toEqual([])
    expect(await second.kill('SIGTERM')).toBe(0)
  }, 400_000)

  it('on Telegram is read and summed up there', async () => {
    const token = '123456:stand-in-token'
    const telegram = await startTelegramServer({ token, strict: true })
    await using folder = await temporaryFolder()
    await using server = serve(folder.path, { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.apiRoot })
    await server.ready()
    const [, code = ''] = await server.printed(/Invitation for Quản trị viên .*\/start ([A-Z0-9-]+)/)
    const user = telegram.user(100)
    await joinOnTelegram(user, code)
    user.sendFile('ke-hoach.scan.pdf', sample('same-table.scan.pdf'), 'application/pdf')
    const summary = await user.waitFor(({ text }) => text.includes('Kế hoạch số 09/KH-SCT'), {
      timeoutMs: 200_000,
    })
    expect(summary.buttons.flat().length).toBeGreaterThan(0)
    user.sendFile('bao-cao.docx', sample('locked.docx'))
    await user.waitFor(({ text }) => text.includes('bảo vệ bằng mật khẩu'))
    expect(await server.kill('SIGTERM')).toBe(0)
    await telegram.close()
  }, 400_000)
})
