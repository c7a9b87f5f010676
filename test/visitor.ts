import type { Browser, BrowserContext, Download, Locator, Page } from 'playwright-core'

/** What Chromium needs to run without a screen, without a sandbox of its own and without calling home. */
export const chromiumArgs = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Somebody who plays one person after the other on the chat page, as a person does: sees, presses, types. */
export class Visitor implements AsyncDisposable {
  /** Console errors and warnings, script errors, dialogs, and requests that went to another address. */
  readonly complaints: string[] = []
  readonly page: Page
  readonly lines: Locator
  readonly board: Locator
  readonly clock: Locator
  readonly #base: string
  readonly #context: BrowserContext

  private constructor(page: Page, context: BrowserContext, base: string) {
    this.page = page
    this.#context = context
    this.#base = base
    this.lines = page.locator('#lines')
    this.board = page.locator('#board')
    this.clock = page.locator('#clock')
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(String(error)))
    page.on('dialog', (dialog) => {
      this.complaints.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('request', (request) => {
      if (!request.url().startsWith(`${base}/`)) this.complaints.push(`asks ${request.url()}`)
    })
  }

  static async arrive(browser: Browser, base: string, viewport = { width: 1360, height: 860 }): Promise<Visitor> {
    const context = await browser.newContext({ viewport, locale: 'vi-VN' })
    // On a machine that is busy with other tests a page takes its time.
    context.setDefaultTimeout(60_000)
    return new Visitor(await context.newPage(), context, base)
  }

  /** Opens a person's chat by the page's list, or from its address on the first visit. */
  async play(personId: string): Promise<void> {
    const link = this.page.locator(`#people a[href="/chat/${personId}"]`)
    if ((await link.count()) === 0) await this.page.goto(`${this.#base}/chat/${personId}`)
    else await link.click()
    // Days may still be passing in the office, whose answer comes after them.
    await this.page.waitForURL(`${this.#base}/chat/${personId}`, { timeout: 60_000 })
  }

  /** The newest thing that the product said; waits until it contains `text`. */
  async told(text: string): Promise<Locator> {
    const newest = this.lines.locator('.line.from-product').last()
    await newest.locator('.text', { hasText: text }).waitFor()
    return newest
  }

  /** Does something and waits until it has brought one more message of the product that contains `then`. */
  async #answered(act: () => Promise<void>, then: string): Promise<Locator> {
    const fitting = this.lines.locator('.line.from-product').filter({ hasText: then })
    const before = await fitting.count()
    await act()
    const answer = fitting.nth(before)
    await answer.waitFor()
    return answer
  }

  /** Presses a button in the chat; gives the answer, which contains `then`. */
  press(label: string | RegExp, then: string): Promise<Locator> {
    return this.#answered(() => this.lines.getByRole('button', { name: label, exact: true }).click(), then)
  }

  /** Types a message and sends it with Enter; it is there when this resolves. */
  async say(text: string): Promise<void> {
    const box = this.page.getByLabel('Tin nhắn', { exact: true })
    await box.fill(text)
    await box.press('Enter')
    await this.lines.locator('.line.from-person').last().locator('.text', { hasText: text }).waitFor()
  }

  /** Types a message; gives the answer, which contains `then`. */
  type(text: string, then: string): Promise<Locator> {
    return this.#answered(() => this.say(text), then)
  }

  /** Sends a file by the paper clip; gives the answer, which contains `then`. */
  attach(
    file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer },
    then: string,
  ): Promise<Locator> {
    const input = this.page.getByLabel('Đính kèm tệp minh chứng')
    return this.#answered(() => input.setInputFiles(file), then)
  }

  /** Lets time pass by one of the clock's buttons until its face shows `day` (`Thứ Hai, 24/4/2023 07:30`). */
  async pass(button: 'Sự kiện tiếp theo' | '+1 ngày', day: string): Promise<void> {
    await this.page.locator('#clock-controls').getByRole('button', { name: button }).click()
    await this.clock.getByText(day).waitFor()
    // The face may be told of the new day before the press itself is over; presses until then are dropped.
    await this.page.locator('#passing:not(.htmx-request)').waitFor({ state: 'attached' })
  }

  async download(link: Locator): Promise<Download> {
    const [file] = await Promise.all([this.page.waitForEvent('download'), link.click()])
    return file
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.close()
  }
}
