import { describe, expect, it } from 'vitest'
import { World } from '../world.ts'

const giaLai = 'config/plans/gia-lai-2023.yaml'

const tableIn = async (world: World, sha256: string | undefined): Promise<string> =>
  new TextDecoder().decode(await world.fileBytes(sha256 ?? ''))

describe('the ledger in chat', () => {
  it('tells a leader who was reminded and has not answered, and gives every reminder as a file', async () => {
    await using world = await World.open({ now: '2023-04-13T07:29', plans: [giaLai] })
    await world.passTo('2023-04-13T08:00')
    await world.unread()
    await world.say('truong-ban', '/nhatky')
    const [line, ...more] = await world.read('truong-ban')
    expect(more).toEqual([])
    expect(line?.text).toMatch(/^Sổ nhắc việc – .*, đến 08:00 13\/4\/2023:/)
    expect(line?.text).toMatch(/\d+ đã được nhắc nhưng chưa trả lời/)
    expect(line?.text).toContain('Đã được nhắc, chưa trả lời:')
    expect(line?.text).not.toContain('Chưa nhận được nhắc:')
    const [file] = line?.files ?? []
    expect(file?.name).toMatch(/\.csv$/)
    const table = await tableIn(world, file?.sha256)
    expect(table).toContain('Chuyên viên Phòng Quản lý Đầu tư')
    expect(table).toContain('trước hạn 10 ngày làm việc')
    expect(table).toContain('dự kiến')
    await world.end()
  })

  it('shows a clerk the own unit only', async () => {
    await using world = await World.open({ now: '2023-04-13T07:29', plans: [giaLai] })
    await world.passTo('2023-04-13T08:00')
    await world.unread()
    await world.say('cv-dau-tu', 'nhật ký')
    const [line] = await world.read('cv-dau-tu')
    const table = await tableIn(world, line?.files[0]?.sha256)
    expect(table).toContain('Phòng Quản lý Đầu tư')
    expect(table).not.toContain('Phòng Tài nguyên và Môi trường')
    await world.end()
  })

  it('asks which plan is meant, by number where there are no buttons', async () => {
    await using world = await World.open({ now: '2023-04-13T07:29', can: { buttons: false } })
    await world.say('quan-tri', '/nhatky')
    const [asked] = await world.read('quan-tri')
    expect(asked?.text).toContain('sổ nhắc việc của kế hoạch nào?')
    await world.say('quan-tri', '1')
    const [line] = await world.read('quan-tri')
    expect(line?.text).toMatch(/^Sổ nhắc việc – /)
    await world.say('quan-tri', '/nhatky không có kế hoạch này')
    expect(await world.heard('quan-tri')).toEqual([expect.stringContaining('Không có kế hoạch nào đang theo dõi')])
    await world.end()
  })
})
