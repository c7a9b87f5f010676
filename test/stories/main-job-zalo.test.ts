import JSZip from 'jszip'
import { expect, it } from 'vitest'
import type { ZaloUser } from '../fakes/zalo-bot-user.ts'
import type { ZaloOaUser } from '../fakes/zalo-oa-user.ts'
import { describeWhole } from '../whole.ts'
import { botToken, oaApp, publicUrl, type ZaloOffice, zaloBotOffice, zaloOaOffice } from './zalo-office.ts'

const pdf = new TextEncoder().encode('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')
const done = 'Đã tổ chức 02 hội nghị đối thoại với 45 doanh nghiệp.'

/** What a person was told, in order, whichever of the two channels it came by. */
interface Told {
  readonly text: string
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

/** A phone with Zalo: how one answers, hands in and gets files differs between the two. */
interface Phone {
  say(text: string): void
  /** Chooses the newest of which the label begins so: by its button, or by its number. */
  choose(label: string): void
  handIn(name: string, bytes: Uint8Array): Promise<void>
  /** Everything that came since this was asked last, as soon as something of it fits. */
  heard(part: string): Promise<readonly Told[]>
}

/** The newest messages in an inbox, read once each. */
function reader<M>(
  user: { readonly inbox: readonly M[] },
  until: <T>(what: string, look: () => T | undefined, timeoutMs?: number) => Promise<T>,
  toldOf: (message: M) => Told,
): Phone['heard'] {
  let read = 0
  return async (part) => {
    const fresh = () => user.inbox.slice(read).map(toldOf)
    const found = await until(`“${part}”`, () =>
      fresh().some(({ text }) => text.includes(part)) ? fresh() : undefined,
    )
    read = user.inbox.length
    return found
  }
}

/** Numbers only, and files by links that this phone opens in its browser. */
function botPhone(office: ZaloOffice<Awaited<ReturnType<typeof zaloBotOffice>>['zalo']>, user: ZaloUser): Phone {
  const { zalo, base } = office
  const all = (): string => user.inbox.map(({ text }) => text).join('\n')
  return {
    say: (text) => void user.say(text),
    choose: (label) => void user.choose(label),
    async handIn(name, bytes) {
      const link = all()
        .match(new RegExp(`${publicUrl}(/upload/[\\w-]+)`, 'g'))
        ?.at(-1)
      if (link === undefined) throw new Error('nobody gave a link to hand files in')
      const form = new FormData()
      form.append('file', new File([new Uint8Array(bytes)], name))
      const answer = await fetch(link.replace(publicUrl, base), { method: 'POST', body: form })
      expect(answer.status).toBe(200)
    },
    heard: reader(user, zalo.world.until.bind(zalo.world), ({ text }) => ({ text, files: [] })),
  }
}

function oaPhone(office: ZaloOffice<Awaited<ReturnType<typeof zaloOaOffice>>['zalo']>, user: ZaloOaUser): Phone {
  const { zalo } = office
  return {
    say: (text) => void user.say(text),
    choose(label) {
      const buttons = user.inbox.flatMap((message) => message.buttons)
      user.tap(buttons.findLast((button) => button.label.startsWith(label))?.label ?? label)
    },
    handIn: async (name, bytes) => void user.sendFile(name, bytes),
    heard: reader(user, zalo.world.until.bind(zalo.world), ({ text, file }) => ({ text, files: file ? [file] : [] })),
  }
}

/** From the printed invitation to an approved report, with the same words on every channel. */
async function playMainJob(
  office: Pick<ZaloOffice<never>, 'adminCode' | 'page'>,
  phones: { readonly admin: Phone; readonly clerk: Phone; readonly leader: Phone; readonly stranger: Phone },
  wordFile: (told: readonly Told[]) => Promise<Uint8Array>,
): Promise<void> {
  const { admin, clerk, leader, stranger } = phones
  const join = async (phone: Phone, code: string): Promise<void> => {
    // The code alone, as one types it from a sheet of paper.
    phone.say(code.toLowerCase())
    await phone.heard('Anh/chị có đồng ý không?')
    phone.choose('Đồng ý')
    await phone.heard('Đã kết nối')
  }
  stranger.say('xin chào, có kế hoạch gì không?')
  await stranger.heard('kênh nhắc việc nội bộ')
  await join(admin, office.adminCode)
  for (const [phone, person] of [
    [clerk, 'cv-doanh-nghiep'],
    [leader, 'truong-ban'],
  ] as const) {
    admin.say(`/moi ${person}`)
    const invitation = (await admin.heard('Mã mời')).find(({ text }) => text.includes('Mã mời'))
    await join(phone, /[A-Z2-9]{5}-[A-Z2-9]{5}/.exec(invitation?.text ?? '')?.[0] ?? '')
  }

  await office.page.passTo('2023-04-24T07:30:00+07:00')
  await clerk.heard('27/4/2023')
  clerk.say('1')
  await clerk.heard('Tình trạng hiện nay?')
  clerk.choose('Đã hoàn thành')
  await clerk.heard('Kết quả đã làm được')
  clerk.say(done)
  clerk.say('Tiếp thu 12 kiến nghị, đã giải quyết 10.')
  clerk.say('xong')
  await clerk.heard('văn bản minh chứng')
  await clerk.handIn('bien-ban.pdf', pdf)
  await clerk.heard('bien-ban.pdf')
  clerk.say('xong')
  const summary = (await clerk.heard('xem lại')).map(({ text }) => text).join('\n')
  expect(summary).toContain('bien-ban.pdf')
  clerk.choose('Lưu')
  await clerk.heard('trả lời hết')

  // A word now and then keeps a window open where there is one.
  await office.page.passTo('2023-04-28T14:00:00+07:00')
  leader.say('tình hình')
  await leader.heard('Tình hình')
  await office.page.passTo('2023-05-04T08:00:00+07:00')
  const review = await leader.heard('1/9 đơn vị đã trả lời')
  const word = await JSZip.loadAsync(await wordFile(review))
  expect(await word.file('word/document.xml')?.async('string')).toContain(done)
  leader.choose('Duyệt')
  await leader.heard('Đã ghi nhận: duyệt')

  // Who was reminded, through which channel: the administrator sees it, the stranger never heard of it.
  admin.say('viec')
  await admin.heard('việc')
  admin.say('/nhatky')
  const ledger = (await admin.heard('Sổ nhắc việc')).map(({ text }) => text).join('\n')
  expect(ledger).toMatch(/1 đã trả lời/)
}

describeWhole('the main job', () => {
  it('is done whole on a Zalo bot: with numbers only, evidence by an upload link, the report by a download link', async () => {
    await using office = await zaloBotOffice('webhook')
    const { zalo, server, base } = office
    const phone = (id: string): Phone => botPhone(office, zalo.user(id))
    const strangerChat = zalo.user('0000000000000000dead')
    const phones = {
      ...{ admin: phone('6ede9afa66b88fe6d6a1'), clerk: phone('6ede9afa66b88fe6d6a2') },
      ...{ leader: phone('6ede9afa66b88fe6d6a3'), stranger: botPhone(office, strangerChat) },
    }
    await playMainJob(office, phones, async (told) => {
      const link = new RegExp(`${publicUrl}(/tai/[\\w-]+)`).exec(told.map(({ text }) => text).join('\n'))?.[1]
      const file = await fetch(`${base}${link}`, { method: 'POST' })
      expect(file.headers.get('content-disposition')).toContain('.docx')
      return new Uint8Array(await file.arrayBuffer())
    })
    expect(strangerChat.inbox).toHaveLength(1)
    expect(await office.stop()).toBe(0)
    expect(zalo.failures).toEqual([])
    expect(`${server.out}${server.err}`).not.toContain(botToken)
  }, 120_000)

  it('is done whole on an Official Account: with buttons, and files both ways', async () => {
    await using office = await zaloOaOffice()
    const { zalo, server } = office
    const strangerChat = zalo.user('2512523625410009')
    const phone = (id: string): Phone => oaPhone(office, zalo.user(id))
    const phones = {
      ...{ admin: phone('2512523625410001'), clerk: phone('2512523625410002') },
      ...{ leader: phone('2512523625410003'), stranger: oaPhone(office, strangerChat) },
    }
    await playMainJob(office, phones, async (told) => {
      const file = told.flatMap(({ files }) => files).find(({ name }) => name.endsWith('.docx'))
      return file?.bytes ?? new Uint8Array()
    })
    expect(strangerChat.inbox).toHaveLength(1)
    expect(await office.stop()).toBe(0)
    expect(zalo.failures).toEqual([])
    for (const secret of [oaApp.appSecret, oaApp.secretKey]) expect(`${server.out}${server.err}`).not.toContain(secret)
  }, 120_000)
})
