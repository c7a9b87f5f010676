import { describe, expect, it } from 'vitest'
import { textReader } from '../fakes/text-reader.ts'
import { planText } from '../stories/import-plan.ts'
import { World } from '../world.ts'

const open = (now: string): Promise<World> => World.open({ now, plans: ['config/plans/gia-lai-2023.yaml'] })

const say = async (world: World, person: string, ...texts: readonly string[]): Promise<void> => {
  for (const text of texts) await world.say(person, text)
}
const press = async (world: World, person: string, ...labels: readonly string[]): Promise<void> => {
  for (const label of labels) await world.press(person, label)
}
const last = async (world: World, person: string): Promise<string> => (await world.heard(person)).at(-1) ?? ''

const answer = ['1', 'đã hoàn thành', 'Đã phổ biến 03 buổi.', 'xong', 'không có', 'lưu']

describe('an answer that one leader has returned', () => {
  it('is neither accepted nor returned once more by another one before the new version is there', async () => {
    await using world = await open('2023-04-19T08:00+07:00')
    await say(world, 'pho-bi-thu-doan', ...answer)
    for (const person of ['quan-tri', 'truong-ban']) {
      await world.say(person, '/duyet')
      await world.press(person, 'Đoàn Thanh niên')
    }
    await world.press('truong-ban', 'Trả lại')
    await world.say('truong-ban', 'Bổ sung số người dự.')
    await world.unread()
    for (const label of ['Chấp nhận', 'Trả lại']) {
      await world.press('quan-tri', label)
      expect(await last(world, 'quan-tri')).toContain('đã được Trưởng ban trả lại')
    }
    const before = await world.running.store.read((records) => records.verdicts())
    expect([...before.values()].map(({ verdict, by }) => [verdict, by])).toEqual([['returned', 'truong-ban']])
    await world.press('pho-bi-thu-doan', 'Bổ sung')
    await world.say('pho-bi-thu-doan', 'lưu')
    await world.say('quan-tri', '/duyet')
    await press(world, 'quan-tri', 'Đoàn Thanh niên', 'Chấp nhận')
    expect((await world.heard('quan-tri')).join('\n')).toContain('Đã chấp nhận')
    const after = await world.running.store.read((records) => records.verdicts())
    expect([...after.values()].map(({ verdict }) => verdict)).toEqual(['returned', 'accepted'])
  })
})

describe('a button of /han', () => {
  it('moves nothing of a plan that was closed meanwhile', async () => {
    await using world = await open('2023-04-19T08:00+07:00')
    await say(world, 'quan-tri', '/han', '/kehoach')
    await press(world, 'quan-tri', 'Triển khai', 'Kết thúc theo dõi', 'Đúng', 'Kết quả những việc')
    expect(await last(world, 'quan-tri')).toContain('đã kết thúc theo dõi từ ngày 19/4/2023')
  })

  it('says that the matter is gone when the last answer came before the second question was', async () => {
    await using world = await open('2023-04-19T08:00+07:00')
    await world.say('quan-tri', '/han')
    await press(world, 'quan-tri', 'Xem tiếp', 'Phổ biến Luật', 'Đoàn Thanh niên')
    // After the report's own day: asked once more.
    await say(world, 'quan-tri', '15/5/2023', '215/UBND-NC', '18/4/2023', 'lưu')
    expect(await last(world, 'quan-tri')).toContain('Vẫn dời hạn?')
    await say(world, 'pho-bi-thu-doan', ...answer)
    await world.press('quan-tri', 'Vẫn dời')
    expect(await last(world, 'quan-tri')).toContain('Việc này không còn mở')
  })
})

describe('what is refused', () => {
  it('is named as it is: the letter and the draft are no deadlines', async () => {
    await using world = await open('2023-04-19T08:00+07:00')
    await say(world, 'cv-dau-tu', '/congvan', '/tonghop', '/han')
    expect((await world.heard('cv-dau-tu')).slice(-3)).toEqual([
      'Chỉ quản trị viên và lãnh đạo Ban soạn công văn đôn đốc được.',
      'Chỉ quản trị viên và lãnh đạo Ban lập dự thảo báo cáo được.',
      'Chỉ quản trị viên và lãnh đạo Ban dời hạn theo văn bản. Đơn vị xin gia hạn bằng /giahan.',
    ])
  })

  it('is a message to many that bears a secrecy stamp or is too long, and nobody gets it', async () => {
    await using world = await open('2023-04-19T08:00+07:00')
    await world.say('quan-tri', '/thongbao')
    await press(world, 'quan-tri', 'Theo vai trò', 'Trưởng các đơn vị')
    await world.say('quan-tri', 'Đề nghị nộp báo cáo. '.repeat(250))
    expect((await last(world, 'quan-tri')).split('\n')[0]).toBe(
      'Tin nhắn vừa rồi chưa được ghi vì dài quá 1.500 ký tự. Anh/chị rút gọn và gửi lại.',
    )
    await world.unread()
    await world.say('quan-tri', 'TỐI MẬT\nGửi phương án nhân sự.')
    expect(await last(world, 'quan-tri')).toContain('có dấu chỉ độ mật')
    const facts = await world.running.store.read((records) => records.fact('broadcast-draft:quan-tri'))
    expect(facts ?? '').toBe('')
    await world.end()
  })
})

describe('/nhac', () => {
  it('does not ask a leader for the work of the Unit in which he or she sits', async () => {
    await using world = await open('2023-04-25T08:00+07:00')
    await world.say('quan-tri', '/nhac Trưởng ban')
    expect(await last(world, 'quan-tri')).toBe('Trưởng ban không có việc nào đang chờ trả lời.')
    await world.say('quan-tri', '/nhac Văn thư')
    expect(await last(world, 'quan-tri')).toContain('• Văn thư: 3 việc')
  })

  it('takes “tất cả” for everybody who is missing', async () => {
    await using world = await open('2023-04-25T08:00+07:00')
    await world.say('quan-tri', '/nhac tất cả')
    expect(await last(world, 'quan-tri')).toContain('Sẽ nhắc 9 người')
  })
})

describe('/tiendo', () => {
  it('counts what its picture shows, and tells what is left of earlier years beside it', async () => {
    const plans = ['config/plans/gia-lai-2023.yaml', 'config/plans/tra-vinh-2019-2025.yaml']
    await using world = await World.open({ now: '2023-05-05T09:00+07:00', plans })
    await world.unread()
    await world.say('truong-ban', '/tiendo')
    const text = await last(world, 'truong-ban')
    expect(text).toContain('Đã trả lời 0/14 phần việc (0 %), quá hạn 14.')
    expect(text).toContain('• Văn phòng: 0/3, quá hạn 3')
    expect(text).toContain('Ngoài ra 16 phần việc của các năm trước chưa trả lời.')
  })
})

describe('a plan that was closed in chat', () => {
  it('is followed again, over a restart, once a new version of it is made active from a document', async () => {
    await using world = await World.open({
      ...{ now: '2026-01-20T08:00', plans: [], documents: textReader(), can: { buttons: true, textLimit: 4096 } },
    })
    await world.handIn('quan-tri', 'ke-hoach.txt', planText)
    await say(world, 'quan-tri', '1 P. QH-XD', '2', '5', '3', 'giữ hết', 'kích hoạt', '1', '/kehoach')
    await press(world, 'quan-tri', 'KH 21', 'Kết thúc theo dõi', 'Đúng')
    await world.handIn('quan-tri', 'ke-hoach-sua.txt', planText.replaceAll('20/3/2026', '25/3/2026'))
    await say(world, 'quan-tri', 'giữ hết', 'kích hoạt', 'Công văn số 5/BQLKKT-VP ngày 20/01/2026', '1')
    expect(await last(world, 'quan-tri')).toContain('Đã kích hoạt bản thứ 2')
    await world.restart()
    const plans = await world.running.store.read((records) => records.plans())
    expect(plans.map(({ status, version }) => [status, version])).toEqual([['active', 2]])
  })
})

describe('a report that was opened again after it was approved', () => {
  it('is not issued before it is approved anew; its Unit hears of that as well, with the day that holds', async () => {
    await using world = await open('2023-05-05T09:30+07:00')
    await world.say('quan-tri', '/han')
    await world.press('quan-tri', 'Báo cáo: Kết quả công tác dân vận… (09/5/2023)')
    await say(world, 'quan-tri', '12/5/2023', '215/UBND-NC', '04/5/2023', 'lưu')
    await world.say('truong-ban', '/tonghop')
    await world.press('truong-ban', 'Kết quả')
    await world.say('truong-ban', '/baocao')
    await world.press('truong-ban', 'Duyệt')
    expect(await last(world, 'chanh-van-phong')).toContain('phát hành, hạn 12/5/2023')
    await world.say('quan-tri', '/duyet')
    await world.press('quan-tri', 'Mở lại')
    await world.say('quan-tri', 'Sửa số liệu.')
    await world.unread()
    await world.press('chanh-van-phong', 'Đã phát hành')
    expect(await last(world, 'chanh-van-phong')).toContain('đã được mở lại nên chưa phát hành')
    await world.say('chanh-van-phong', '/baocao')
    await world.press('chanh-van-phong', 'Trình duyệt')
    await world.press('truong-ban', 'Duyệt')
    expect(await last(world, 'chanh-van-phong')).toContain('đã được Trưởng ban duyệt')
    await world.press('chanh-van-phong', 'Đã phát hành')
    await say(world, 'chanh-van-phong', '215', '05/5/2023', 'lưu')
    await world.press('quan-tri', 'Mở lại')
    expect(await last(world, 'quan-tri')).toContain('không mở lại được')
  })
})

describe('a wish for a later day', () => {
  const ask = async (world: World): Promise<void> => {
    await say(world, 'cv-quy-hoach', '/giahan', '1', '04/5/2023', 'Chờ số liệu.', 'lưu')
  }

  it('is granted by a document that gives as much, so that no leader is asked for an earlier day', async () => {
    await using world = await open('2023-04-25T08:00+07:00')
    await ask(world)
    await world.say('quan-tri', '/han')
    await press(world, 'quan-tri', 'Kết quả những việc', 'Cả 4 đơn vị')
    await say(world, 'quan-tri', '05/5/2023', '215/UBND-NC', '20/4/2023', 'lưu')
    await world.press('truong-ban', 'Đồng ý gia hạn')
    expect(await last(world, 'truong-ban')).toContain('đã được đồng ý (Quản trị viên')
    const standings = await world.running.store.read((records) => records.standings())
    const moved = [...standings.values()].filter(({ extendedTo }) => extendedTo === '2023-05-05')
    expect(moved).toHaveLength(4)
  })

  it('waits for nobody once its plan is closed', async () => {
    await using world = await open('2023-04-25T08:00+07:00')
    await ask(world)
    await world.say('quan-tri', '/kehoach')
    await press(world, 'quan-tri', 'Triển khai', 'Kết thúc theo dõi', 'Đúng')
    await world.say('truong-ban', '/xingiahan')
    expect(await last(world, 'truong-ban')).toBe('Không có đề nghị gia hạn nào đang chờ.')
  })

  it('is no longer decided on when the answer has come meanwhile', async () => {
    await using world = await open('2023-04-25T08:00+07:00')
    await ask(world)
    await world.press('truong-ban', 'Không đồng ý')
    await say(world, 'cv-quy-hoach', '/viec', '1', 'đã hoàn thành', 'Đã cung cấp số liệu.', 'xong', 'không có', 'lưu')
    await world.say('pho-truong-ban', '/xingiahan')
    expect(await last(world, 'pho-truong-ban')).toBe('Không có đề nghị gia hạn nào đang chờ.')
    await world.say('truong-ban', '/bantin')
    expect(await last(world, 'truong-ban')).not.toContain('gia hạn')
    await say(world, 'truong-ban', 'Đơn vị cần giữ tiến độ.', 'lưu')
    expect((await world.heard('truong-ban')).join('\n')).toContain('không cần gia hạn')
    expect(await world.running.store.read((records) => records.extensionsAsked())).toHaveLength(1)
  })
})
