import { expect, it } from 'vitest'
import { consentText } from '../../src/text/vi-consent.ts'
import { substituteOver } from '../../src/text/vi-substitute.ts'
import { consentAsked } from '../joiners.ts'
import { describeWhole } from '../whole.ts'
import { World } from '../world.ts'
import { dialogue, economy, plans } from './first-morning.ts'

const clerk = 'cv-dau-tu'
const head = 'tp-dau-tu'
const admin = 'quan-tri'
const clerkName = 'Chuyên viên Phòng Quản lý Đầu tư'
const headName = 'Trưởng phòng Quản lý Đầu tư'

/** How a choice is taken: its button, or its number typed as on a channel without buttons. */
const forms = [
  {
    form: 'with buttons',
    can: {},
    choose: (world: World, person: string, label: string) => world.press(person, label),
  },
  {
    form: 'with numbers and words only',
    can: { buttons: false, textLimit: 2_000 },
    choose: async (world: World, person: string, label: string): Promise<void> => {
      const lines = (await world.running.demo?.chat(person)) ?? []
      const choices = lines.findLast((line) => line.from === 'product' && line.choices.length > 0)?.choices ?? []
      const index = choices.findIndex((one) => one.label.startsWith(label))
      if (index < 0)
        throw new Error(`${person} has no choice “${label}”: ${choices.map((one) => one.label).join(', ')}`)
      await world.say(person, String(index + 1))
    },
  },
] as const

const open = (can: (typeof forms)[number]['can']): Promise<World> => World.open({ now: '2023-04-24T07:00', plans, can })

describeWhole.each(forms)('a person $form', ({ can, choose }) => {
  it('leaves, joins again with the code alone, is asked first, and is told nothing of work before', async () => {
    await using world = await open(can)
    await world.say(clerk, '/roi')
    expect(await world.heard(clerk)).toEqual([expect.stringContaining('Anh/chị muốn rời kênh trang dùng thử?')])
    await choose(world, clerk, 'Ở lại')
    expect(await world.heard(clerk)).toEqual([expect.stringContaining('Không có gì thay đổi')])
    await world.say(clerk, '/roi')
    await world.heard(clerk)
    await choose(world, clerk, 'Rời kênh')
    expect(await world.heard(clerk)).toEqual([expect.stringContaining('Anh/chị đã rời kênh này')])
    expect(await world.heard(admin)).toEqual([expect.stringContaining(`${clerkName} đã rời trang dùng thử.`)])

    // The admin invites; the code comes back in other letters, without any command.
    await world.say(admin, `/moi ${clerk}`)
    const [invitation = ''] = await world.heard(admin)
    const code = /: ([A-Z2-9]{5}-[A-Z2-9]{5})/.exec(invitation)?.[1] ?? ''
    expect(invitation).toContain('(đến 01/5/2023)')
    await world.say(clerk, code.toLowerCase().replace('-', ' - '))
    const board = (await world.running.store.read((records) => records.accountAt('local', clerk)))?.consent
    expect(board).toBeNull()
    const [asked = ''] = await world.heard(clerk)
    expect(asked).toBe(consentText(clerkName, 'Ban Quản lý Khu kinh tế tỉnh'))
    expect(asked.length).toBeLessThan(2_000)

    // The morning comes: nothing goes to this chat, the admin reads why.
    await world.passTo('2023-04-24T07:30')
    expect(await world.heard(clerk)).toEqual([])
    const notices = (await world.heard(admin)).filter((text) => text.includes('chưa trả lời câu hỏi về dữ liệu'))
    expect(notices).toEqual([expect.stringContaining(clerkName)])
    await world.unread()

    // Whatever else is said, the question stands.
    await world.say(clerk, '/viec')
    expect(await world.heard(clerk)).toEqual([expect.stringContaining('chưa được xử lý')])
    await choose(world, clerk, 'Đồng ý')
    await world.passTo('2023-04-24T07:40')
    const [welcome = '', morning = ''] = await world.heard(clerk)
    expect(welcome).toMatch(/Đã ghi nhận sự đồng ý[\s\S]*Đã kết nối/)
    expect(morning).toContain(dialogue)
    expect(await world.running.store.read((records) => records.consentsOf(clerk))).toMatchObject([
      { act: 'given', version: '1' },
      { act: 'given', version: '1', channel: 'local' },
    ])
    await world.unread()
    await world.end()
  }, 120_000)

  it('does not agree: the chat is closed, the admin hears it once, nothing more is said', async () => {
    await using world = await open(can)
    const join = async (): Promise<void> => {
      await world.say(clerk, (await world.running.app.invite(clerk, admin)).code)
      expect((await world.heard(clerk)).at(-1)).toContain(consentAsked)
    }
    await world.say(clerk, '/rutdongy')
    expect((await world.heard(clerk)).at(-1)).toContain('rút sự đồng ý')
    await choose(world, clerk, 'Rút đồng ý')
    expect(await world.heard(clerk)).toEqual([expect.stringContaining('anh/chị rút sự đồng ý')])
    expect(await world.heard(admin)).toEqual([expect.stringContaining('đã rút sự đồng ý')])
    await join()
    await choose(world, clerk, 'Không đồng ý')
    expect(await world.heard(clerk)).toEqual([expect.stringContaining('anh/chị không đồng ý')])
    expect(await world.heard(admin)).toEqual([expect.stringContaining(`${clerkName} không đồng ý`)])
    // In words, without accents.
    await join()
    await world.say(clerk, 'khong dong y')
    expect(await world.heard(clerk)).toEqual([expect.stringContaining('anh/chị không đồng ý')])
    expect(await world.heard(admin)).toEqual([expect.stringContaining(`${clerkName} không đồng ý`)])
    await join()
    await world.say(clerk, 'ĐỒNG Ý.')
    expect((await world.heard(clerk)).join()).toContain('Đã kết nối')
    const acts = (await world.running.store.read((records) => records.consentsOf(clerk))).map(({ act }) => act)
    expect(acts).toEqual(['given', 'withdrawn', 'refused', 'refused', 'given'])
    await world.end()
  }, 120_000)

  it('reads what is kept about them, takes a copy without the names of others, and has it erased', async () => {
    await using world = await open(can)
    await world.passTo('2023-04-24T07:30')
    await world.unread()
    await choose(world, clerk, dialogue)
    for (const words of ['da hoan thanh', 'Đã đối thoại với 12 doanh nghiệp.', 'xong', 'khong co', 'luu'])
      await world.say(clerk, words)
    await world.unread()
    await world.say(clerk, 'dữ liệu của tôi')
    const [shown] = await world.read(clerk)
    expect(shown?.text).toMatch(/Họ tên hoặc chức danh: Chuyên viên Phòng Quản lý Đầu tư; đơn vị: Phòng Quản lý Đầu tư/)
    expect(shown?.text).toContain('1 câu trả lời, 0 tệp minh chứng')
    const file = await world.running.demo?.file(shown?.files[0]?.sha256 ?? '')
    const copy = new TextDecoder().decode(file?.bytes)
    expect(copy).toContain('Đã đối thoại với 12 doanh nghiệp.')
    expect(copy).toContain(clerkName)
    for (const { name } of world.running.demo?.people() ?? [])
      if (!clerkName.includes(name) && name !== clerkName) expect(copy).not.toContain(name)

    await world.say(clerk, '/xoadulieu')
    expect((await world.heard(clerk)).join()).toContain('Phải giữ lại')
    await choose(world, clerk, 'Không xóa')
    expect(await world.heard(clerk)).toEqual(['Không có gì bị xóa.'])
    await world.say(clerk, '/xoadulieu')
    await world.unread()
    await choose(world, clerk, 'Xóa dữ liệu')
    expect(await world.heard(admin)).toEqual([expect.stringContaining(`${clerkName} đã yêu cầu xóa dữ liệu`)])
    await world.running.app.tick()
    await world.running.store.read(async (records) => {
      const data = await records.ownData(clerk)
      expect(data.answers).toMatchObject([{ text: 'Đã đối thoại với 12 doanh nghiệp.' }])
      expect(data.messages.filter(({ from, text }) => from === 'person' && text !== '' && !/^\D+$/.test(text))).toEqual(
        [],
      )
      expect(JSON.stringify(data.messages)).not.toMatch(/12 doanh nghiệp|Tin này cũng sẽ được xóa/)
      expect(JSON.stringify(await records.outboxTo(clerk, 99))).not.toContain(`"address":"${clerk}"`)
    })
    expect(await world.running.store.firstBrokenAudit()).toBeNull()
  }, 120_000)

  it('is away: the substitute is reminded, sees and answers in both names, until the last day', async () => {
    await using world = await open(can)
    const by = 'cv-doanh-nghiep'
    const byName = 'Chuyên viên Phòng Quản lý Doanh nghiệp và Lao động'
    await world.say(admin, 'thay thế')
    expect(await world.heard(admin)).toEqual([expect.stringContaining('Hiện không có ai được thay')])
    await choose(world, admin, 'Cử người thay')
    await choose(world, admin, clerkName)
    await choose(world, admin, byName)
    expect((await world.heard(admin)).at(-1)).toContain(`${byName} thay ${clerkName} trong những ngày nào?`)
    await world.say(admin, 'lúc nào rảnh')
    expect(await world.heard(admin)).toEqual([expect.stringContaining('chưa đọc được những ngày này')])
    await world.say(admin, 'tu 24/4 den 28/4')
    expect(await world.heard(admin)).toEqual([
      `${byName} thay ${clerkName} từ 24/4/2023 đến hết 28/4/2023. Đúng không?`,
    ])
    await choose(world, admin, 'Đúng')
    expect(await world.heard(admin)).toEqual([expect.stringContaining('Đã ghi nhận')])
    expect(await world.heard(by)).toEqual([expect.stringContaining('được cử thay')])
    expect(await world.heard(clerk)).toEqual([expect.stringContaining('thay anh/chị')])

    await world.passTo('2023-04-24T07:30')
    expect(await world.heard(clerk)).toEqual([])
    const [morning = ''] = await world.heard(by)
    expect(morning).toMatch(new RegExp(`${dialogue}[^\\n]*; thay ${clerkName}`))
    await world.unread()
    await world.say(by, '/viec')
    expect((await world.heard(by)).join()).toContain(`; thay ${clerkName}`)
    await choose(world, by, economy)
    for (const words of ['da hoan thanh', 'Đã khởi công hai dự án.', 'xong', 'khong co', 'luu'])
      await world.say(by, words)
    await world.unread()
    const answers = await world.running.store.read((records) => records.newestAnswers())
    expect(answers).toMatchObject([{ personId: by, insteadOf: clerk }])

    // The days are over: nothing of the other Unit is shown or taken any more.
    await world.passTo('2023-05-02T08:00')
    await world.unread()
    await world.say(by, '/viec')
    expect((await world.heard(by)).join()).not.toContain('; thay ')
    await world.say(clerk, '/viec')
    expect((await world.heard(clerk)).join()).toContain(dialogue)
    await world.end()
  }, 120_000)
})

describeWhole('a substitute', () => {
  it('is chosen by a head within the own Unit only, and ended early', async () => {
    await using world = await open({})
    await world.say(clerk, '/thaythe')
    expect(await world.heard(clerk)).toEqual([expect.stringContaining('dành cho quản trị viên và trưởng đơn vị')])
    await world.say(head, '/thaythe')
    await world.press(head, 'Cử người thay')
    const [, ask] = await world.read(head)
    expect(ask?.choices.map(({ label }) => label)).toEqual([headName, clerkName])
    await world.press(head, clerkName)
    await world.press(head, headName)
    await world.press(head, 'Đến hết tuần này (30/4/2023)')
    expect((await world.heard(head)).at(-1)).toContain('đến hết 30/4/2023')
    expect(await world.heard(clerk)).toEqual([expect.stringContaining(`${headName} thay anh/chị`)])

    await world.say(head, '/thaythe')
    expect((await world.heard(head)).at(-1)).toContain(`• ${clerkName}: ${headName} thay, từ 24/4/2023 đến 30/4/2023`)
    // A second one for the same days is refused.
    await world.press(head, 'Cử người thay')
    await world.press(head, clerkName)
    await world.press(head, headName)
    await world.press(head, 'Hôm nay')
    expect((await world.heard(head)).at(-1)).toContain('đã có người thay')
    await world.passTo('2023-04-24T07:30')
    await world.unread()
    await world.say(head, '/thaythe')
    await world.press(head, 'Kết thúc sớm')
    expect((await world.heard(head)).at(-1)).toContain('không còn thay')
    expect(await world.heard(clerk)).toEqual([expect.stringContaining('không còn thay')])
    await world.say(clerk, '/viec')
    expect((await world.heard(clerk)).join()).toContain(dialogue)
    await world.end()
  }, 120_000)

  it('of a leader is not chosen by a head, who could approve reports that way', async () => {
    await using world = await open({})
    await world.say('chanh-van-phong', '/thaythe')
    await world.press('chanh-van-phong', 'Cử người thay')
    const [, ask] = await world.read('chanh-van-phong')
    const offered = ask?.choices.map(({ label }) => label)
    expect(offered).toContain('Văn thư')
    expect(offered).not.toContain('Trưởng ban')
    await world.end()
  }, 120_000)

  it('who sees everything anyway answers for nobody once the days are over', async () => {
    await using world = await open({})
    await world.say(admin, '/thaythe')
    await world.press(admin, 'Cử người thay')
    await world.press(admin, clerkName)
    await world.press(admin, 'Quản trị viên')
    await world.press(admin, 'Hôm nay')
    await world.passTo('2023-04-24T07:30')
    await world.say(admin, '/viec')
    await world.press(admin, economy)
    for (const words of ['da hoan thanh', 'Đã khởi công hai dự án.', 'xong', 'khong co']) await world.say(admin, words)
    await world.passTo('2023-04-25T08:00')
    await world.unread()
    await world.say(admin, 'luu')
    expect((await world.heard(admin)).join()).toContain(substituteOver)
    expect(await world.running.store.read((records) => records.newestAnswers())).toEqual([])
    await world.end()
  }, 120_000)
})
