import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { chromiumArgs } from '../visitor.ts'
import { type Running, running } from './running-web.ts'
import { clerk, other, smallDemo } from './small-demo.ts'

// Left out without a browser: set DUNG_HAN_TEST_CHROMIUM to Chromium's path.
const executablePath = process.env.DUNG_HAN_TEST_CHROMIUM ?? ''

describe.skipIf(!existsSync(executablePath))('the chat page in a browser', () => {
  let browser: Browser
  let context: BrowserContext
  let web: Running
  let small: ReturnType<typeof smallDemo>
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: chromiumArgs })
  })
  afterAll(() => browser?.close())
  beforeEach(async () => {
    small = smallDemo()
    web = await running(small.demo)
    complaints = []
    context = await browser.newContext({ viewport: { width: 1360, height: 860 }, locale: 'vi-VN' })
    await watched()
  })
  afterEach(async () => {
    await context.close()
    await web.close()
  })

  /** A new page of which every error, warning and foreign request is kept. */
  async function watched(): Promise<void> {
    page = await context.newPage()
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
    })
    page.on('pageerror', (error) => complaints.push(String(error)))
    page.on('request', (request) => {
      if (!request.url().startsWith(`${web.url}/`)) complaints.push(`asks ${request.url()}`)
    })
  }
  const lines = () => page.locator('#lines .line')
  const newest = () => lines().last()

  it('lets a visitor play a clerk: digest, buttons, text, file, and the board follows', async () => {
    await page.goto(`${web.url}/chat`)
    await page.getByRole('link', { name: /^Lan/ }).click()
    await page.getByText('Chưa có tin nhắn nào.').waitFor()
    await page.getByRole('button', { name: 'Sự kiện tiếp theo' }).click()
    await newest().getByText('Bản tin sáng').waitFor()
    await page.locator('#clock').getByText('Thứ Hai, 24/4/2023 07:30').waitFor()
    await page.getByRole('button', { name: 'Sự kiện tiếp theo Thứ Tư, 10/5/2023 07:30' }).waitFor()
    expect(await page.getByLabel('Đến ngày…').inputValue()).toBe('2023-04-25')

    await page.getByRole('button', { name: 'Trả lời việc 1' }).click()
    await page.getByRole('button', { name: 'Hoàn thành' }).click()
    await newest().getByText('Cảm ơn anh/chị').waitFor()
    await page.getByText('1/2 nội dung đã có trả lời').waitFor()
    expect(await page.locator('#lines button').count()).toBe(0)

    await page.getByLabel('Tin nhắn', { exact: true }).fill('dòng một')
    await page.keyboard.press('Shift+Enter')
    await page.keyboard.type('dòng hai')
    await page.keyboard.press('Enter')
    await newest().getByText('Đã ghi nhận: dòng một\ndòng hai').waitFor()
    expect(await page.getByLabel('Tin nhắn', { exact: true }).inputValue()).toBe('')

    await page.getByRole('button', { name: '/viec' }).click()
    await newest().getByText('Đã ghi nhận: /viec').waitFor()

    const file = { name: 'Biên bản họp.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 biên bản') }
    await page.getByLabel('Đính kèm tệp minh chứng').setInputFiles(file)
    await newest().getByText('Đã lưu minh chứng.').waitFor()
    const [got] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Tải về Biên bản họp.pdf' }).click(),
    ])
    expect(got.suggestedFilename()).toBe('Biên bản họp.pdf')
    const [draft] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Xem dự thảo lúc này' }).click(),
    ])
    expect(draft.suggestedFilename()).toMatch(/\.docx$/)
    expect(complaints).toEqual([])
  })

  it('shows what happens elsewhere without a reload, with the newest message in view', async () => {
    await page.goto(`${web.url}/chat/${clerk.id}`)
    for (let count = 1; count <= 40; count += 1) small.add(clerk.id, { from: 'product', text: `Tin số ${count}` })
    await newest().getByText('Tin số 40').waitFor()
    const inView = async (): Promise<void> => {
      const last = await newest().boundingBox()
      const pane = await page.locator('.scroll').boundingBox()
      if (last === null || pane === null) throw new Error('not laid out')
      expect(last.y).toBeGreaterThanOrEqual(pane.y)
      expect(last.y + last.height).toBeLessThanOrEqual(pane.y + pane.height)
    }
    await vi.waitFor(inView, { timeout: 60_000 })
    small.add(other.id, { from: 'product', text: 'x' })
    await page.getByRole('link', { name: /^Hoa 1 tin chưa đọc/ }).waitFor()
    await page.getByRole('link', { name: /^Hoa/ }).click()
    await newest().getByText('x').waitFor()
    expect(await page.locator('.unread').count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('sends what is typed faster than it can be sent, each message whole and in order', async () => {
    let release = (): void => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.goto(`${web.url}/chat/${clerk.id}`)
    await page.route('**/say', async (route) => {
      await held
      await route.continue()
    })
    const box = page.getByLabel('Tin nhắn', { exact: true })
    for (const text of ['một', 'hai', 'ba']) {
      await box.fill(text)
      await box.press('Enter')
      expect(await box.inputValue()).toBe('')
    }
    await box.press('Enter')
    await box.fill('chưa gửi')
    release()
    await newest().getByText('Đã ghi nhận: ba').waitFor()
    expect(await page.locator('#lines .from-person .text').allTextContents()).toEqual(['một', 'hai', 'ba'])
    expect(await box.inputValue()).toBe('chưa gửi')
    expect(complaints).toEqual([])
  })

  it('takes a double click for one: its second click does not answer the next question', async () => {
    await small.demo.passTo(new Date('2023-04-24T08:00+07:00').getTime())
    await page.goto(`${web.url}/chat/${clerk.id}`)
    await page.getByRole('button', { name: 'Trả lời việc 1' }).click()
    await page.getByRole('button', { name: 'Hoàn thành' }).dispatchEvent('click', { detail: 2 })
    await page.getByRole('button', { name: '/trogiup' }).click()
    await newest().getByText('Đã ghi nhận: /trogiup').waitFor()
    expect(await page.locator('#lines .from-person .text').allTextContents()).toEqual(['Trả lời việc 1', '/trogiup'])
  })

  it('says in words why something was not done', async () => {
    await page.goto(`${web.url}/chat/${clerk.id}`)
    await page.getByLabel('Đến ngày…').fill('2023-04-01')
    await page.getByRole('button', { name: 'Đi đến 07:30 của ngày đã chọn' }).click()
    await page.getByRole('alert').getByText('Đồng hồ chỉ đi tới.').waitFor()
    expect(small.demo.now()).toBe(new Date('2023-04-23T08:00+07:00').getTime())
  })

  it('keeps what was folded on the board folded when it changes', async () => {
    await small.demo.passTo(new Date('2023-04-24T08:00+07:00').getTime())
    await page.goto(`${web.url}/chat/${clerk.id}`)
    await page.getByText('Việc và nội dung đang hỏi (0/2)').click()
    await page.getByRole('button', { name: 'Trả lời việc 1' }).click()
    await page.getByRole('button', { name: 'Hoàn thành' }).click()
    await page.getByText('Việc và nội dung đang hỏi (1/2)').waitFor()
    expect(await page.locator('details').first().getAttribute('open')).toBeNull()
    expect(complaints).toEqual([])
  })

  it('works by keyboard: a pressed button hands the focus to the next question', async () => {
    await small.demo.passTo(new Date('2023-04-24T08:00+07:00').getTime())
    await page.goto(`${web.url}/chat/${clerk.id}`)
    await page.getByRole('button', { name: 'Trả lời việc 1' }).focus()
    await page.keyboard.press('Enter')
    await page.locator('button:focus', { hasText: 'Hoàn thành' }).waitFor()
    await page.keyboard.press('Enter')
    await newest().getByText('Cảm ơn anh/chị').waitFor()
    await page.locator('#text:focus').waitFor()
  })

  it('fits a phone: tabs, nothing wider than the screen', async () => {
    await small.demo.passTo(new Date('2023-04-24T08:00+07:00').getTime())
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${web.url}/chat/${clerk.id}`)
    for (const tab of ['Mọi người', 'Bảng theo dõi', 'Trò chuyện']) {
      await page.getByText(tab, { exact: true }).first().click()
      expect(await page.locator('html').evaluate((root) => root.scrollWidth), tab).toBeLessThanOrEqual(390)
      expect(await page.locator('.pane:visible').count(), tab).toBe(1)
    }
    await page.getByRole('button', { name: 'Trả lời việc 1' }).click()
    await page.getByRole('button', { name: 'Hoàn thành' }).waitFor()
    expect(complaints).toEqual([])
  })

  it('works without script: forms lead back to the chat', async () => {
    await context.close()
    context = await browser.newContext({ javaScriptEnabled: false, acceptDownloads: true })
    await watched()
    await page.goto(`${web.url}/chat/${clerk.id}`)
    await page.getByRole('button', { name: 'Sự kiện tiếp theo' }).click()
    await newest().getByText('Bản tin sáng').waitFor()
    expect(page.url()).toBe(`${web.url}/chat/${clerk.id}`)
    await page.getByRole('button', { name: 'Trả lời việc 1' }).click()
    await page.getByRole('button', { name: 'Đang làm' }).waitFor()
    await page.getByLabel('Tin nhắn', { exact: true }).fill('không có script')
    await page.getByRole('button', { name: 'Gửi', exact: true }).click()
    await newest().getByText('Đã ghi nhận: không có script').waitFor()
    const file = { name: 'ảnh.png', mimeType: 'image/png', buffer: Buffer.from('png') }
    await page.getByLabel('Đính kèm tệp minh chứng').setInputFiles(file)
    await page.getByRole('button', { name: 'Gửi tệp' }).click()
    await newest().getByText('Đã lưu minh chứng.').waitFor()
    expect(complaints).toEqual([])
  })

  it('finds the server again after it was away, and fetches what it missed', async () => {
    const own = small.listeners()
    await page.goto(`${web.url}/chat/${clerk.id}`)
    await vi.waitFor(() => expect(small.listeners()).toBeGreaterThan(own), { timeout: 60_000 })
    const { port } = web
    await web.close()
    small.add(clerk.id, { from: 'product', text: 'khi vắng mặt' })
    web = await running(small.demo, undefined, port)
    await newest().getByText('khi vắng mặt').waitFor()
  })
})
