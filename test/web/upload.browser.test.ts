import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { chromiumArgs } from '../visitor.ts'
import { clerk, type LinkedOffice, linkedOffice } from './linked-office.ts'

// Left out without a browser: set DUNG_HAN_TEST_CHROMIUM to Chromium's path.
const executablePath = process.env.DUNG_HAN_TEST_CHROMIUM ?? ''
/** A folder for pictures of the pages, for whoever wants to look at them. */
const pictures = process.env.DUNG_HAN_TEST_PICTURES

const phone = { width: 390, height: 844 }
const file = (name: string, text = '%PDF-1.4 biên bản') => ({
  name,
  mimeType: 'application/pdf',
  buffer: Buffer.from(text),
})

describe.skipIf(!existsSync(executablePath))('the pages behind links in a browser', () => {
  let browser: Browser
  let context: BrowserContext
  let database: Database
  let office: LinkedOffice
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: chromiumArgs })
    database = await openDatabase({ dataDir: ':memory:' })
  })
  afterAll(async () => {
    await browser?.close()
    await database?.close()
  })
  beforeEach(async () => {
    office = await linkedOffice(database)
    complaints = []
    await visit()
  })
  afterEach(async () => {
    await context.close()
    await office.close()
  })

  /** A phone of which every error, warning and foreign request is kept. */
  async function visit(javaScriptEnabled = true): Promise<void> {
    context = await browser.newContext({ viewport: phone, locale: 'vi-VN', javaScriptEnabled, acceptDownloads: true })
    page = await context.newPage()
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('request', (request) => {
      if (!request.url().startsWith(`${office.url}/`)) complaints.push(`asks ${request.url()}`)
    })
  }
  async function looked(name: string): Promise<void> {
    expect(await page.locator('html').evaluate((root) => root.scrollWidth), name).toBeLessThanOrEqual(phone.width)
    if (pictures !== undefined) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true })
  }
  const names = async () =>
    (await office.heardFrom(clerk)).map(({ heard }) => (heard.kind === 'file' ? heard.file.name : heard.kind))

  it('take several files at once, one after the other, and “Xong”', async () => {
    await page.goto(`${office.url}/upload/${await office.evidenceLink()}`)
    await page.getByText('Có thể chọn nhiều tệp').waitFor()
    await looked('gui-tep')
    await page.getByLabel('Chọn tệp').setInputFiles([file('Biên bản họp.pdf'), file('Danh sách đại biểu.pdf')])
    await page.getByRole('button', { name: 'Gửi tệp' }).click()
    await page.locator('#da-nhan').getByText('Danh sách đại biểu.pdf').waitFor()
    await page.getByLabel('Chọn tệp').setInputFiles([file('Thêm.pdf')])
    await page.getByRole('button', { name: 'Gửi tệp' }).click()
    await page.locator('#da-nhan').getByText('Thêm.pdf').waitFor()
    await looked('da-nhan')
    await page.getByRole('button', { name: 'Xong, không còn tệp nào' }).click()
    await page.getByRole('heading', { name: 'Đã gửi xong' }).waitFor()
    await looked('xong')
    expect(await names()).toEqual(['Biên bản họp.pdf', 'Danh sách đại biểu.pdf', 'Thêm.pdf', 'text'])
    expect(complaints).toEqual([])
  })

  it('say why a file was not taken, and take the others', async () => {
    await page.goto(`${office.url}/upload/${await office.evidenceLink()}`)
    // From a folder, as from a person's own: the browser is not handed 20 MB by the test.
    const folder = await mkdtemp(join(tmpdir(), 'dung-han-tep-'))
    const contents = { 'Ảnh quét.pdf': `%PDF-${'x'.repeat(20 * 1024 * 1024)}`, 'Hỏng.pdf': 'x', 'Tốt.pdf': '%PDF-1.4' }
    for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, name), text)
    await page.getByLabel('Chọn tệp').setInputFiles(Object.keys(contents).map((name) => join(folder, name)))
    await page.getByRole('button', { name: 'Gửi tệp' }).click()
    await page.locator('#da-nhan').getByText('Tốt.pdf').waitFor()
    const alert = page.getByRole('alert')
    await alert.getByText('“Ảnh quét.pdf”').waitFor()
    await alert.getByText('Tệp “Hỏng.pdf” bị hỏng').waitFor()
    await looked('khong-nhan')
    expect(await names()).toEqual(['Tốt.pdf'])
    await rm(folder, { recursive: true })
    // The browser itself notes each answer that is a refusal.
    expect(complaints.filter((one) => !one.includes('422'))).toEqual([])
  })

  it('end by themselves after a plan', async () => {
    await page.goto(`${office.url}/upload/${await office.planLink()}`)
    await looked('ke-hoach')
    await page.getByLabel('Chọn tệp').setInputFiles([file('Kế hoạch.pdf')])
    await page.getByRole('button', { name: 'Gửi tệp' }).click()
    await page.getByRole('heading', { name: 'Đã gửi xong' }).waitFor()
    expect(await page.locator('form').count()).toBe(0)
    await looked('ke-hoach-xong')
    await page.reload()
    await page.getByRole('heading', { name: 'Liên kết không dùng được' }).waitFor()
    await looked('het-han')
  })

  it('work without script', async () => {
    await context.close()
    await visit(false)
    await page.goto(`${office.url}/upload/${await office.evidenceLink()}`)
    for (const name of ['Một.pdf', 'Hai.pdf']) {
      await page.getByLabel('Chọn tệp').setInputFiles(file(name))
      await page.getByRole('button', { name: 'Gửi tệp' }).click()
      await page.locator('#da-nhan').getByText(name).waitFor()
    }
    await page.getByLabel('Chọn tệp').setInputFiles(file('Hỏng.pdf', 'không phải PDF'))
    await page.getByRole('button', { name: 'Gửi tệp' }).click()
    await page.getByRole('alert').getByText('Tệp “Hỏng.pdf” bị hỏng').waitFor()
    await page.getByRole('button', { name: 'Xong, không còn tệp nào' }).click()
    await page.getByRole('heading', { name: 'Đã gửi xong' }).waitFor()
    expect(await names()).toEqual(['Một.pdf', 'Hai.pdf', 'text'])
  })

  it('give a file to whoever presses the button', async () => {
    const ref = await office.files.keep(Buffer.from('%PDF-1.4'), 'Báo cáo 6 tháng đầu năm 2023.pdf', 'application/pdf')
    await page.goto(`${office.url}/tai/${await office.documentLink(ref, { uses: 5 })}`)
    await looked('tai-ve')
    const [got] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Tải về' }).click(),
    ])
    expect(got.suggestedFilename()).toBe('Báo cáo 6 tháng đầu năm 2023.pdf')
    expect(complaints).toEqual([])
  })
})
