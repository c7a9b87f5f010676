import { createHash } from 'node:crypto'
import type { ChatLine, Demo, DemoEvent, DuePart, Overview, ReportLine } from '../../src/app/demo/demo.ts'
import type { FileRef } from '../../src/core/reply.ts'
import { type Instant, instantAt } from '../../src/core/time.ts'

type Player = ReturnType<Demo['people']>[number]

export const clerk: Player = { id: 'clerk', name: 'Lan', unitName: 'Văn phòng', roles: ['staff', 'focal'] }
export const head: Player = { id: 'head', name: 'Minh', unitName: 'Văn phòng', roles: ['head', 'admin'] }
export const other: Player = { id: 'hoa', name: 'Hoa', unitName: 'Phòng Quản lý đầu tư', roles: ['focal'] }
export const leader: Player = { id: 'leader', name: 'Trưởng ban', unitName: 'Lãnh đạo Ban', roles: ['leader'] }

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const plan = 'Kế hoạch công tác dân vận năm 2023'
const title = 'Báo cáo kết quả công tác dân vận 6 tháng đầu năm 2023'
const due = '2023-05-09'
export const reportId = 'gia-lai-2023/bao-cao-6-thang/2023-H1:2023/van-phong'

/**
 * A Board of a few people that lives in memory and keeps the promises of `Demo`: on two mornings every focal person is
 * sent a digest with buttons; a press or a text is answered; answers and time change the overview; files are kept.
 */
export function smallDemo(
  people: readonly Player[] = [leader, clerk, head, other],
  boardName = 'Ban Quản lý Khu kinh tế tỉnh',
) {
  let now: Instant = instantAt('2023-04-23', '08:00')
  let rows = 0
  const chats = new Map<string, ChatLine[]>(people.map((person) => [person.id, []]))
  const files = new Map<string, { ref: FileRef; bytes: Uint8Array }>()
  const answered = new Map<string, string>()
  const listeners = new Set<(event: DemoEvent) => void>()
  const mornings = [instantAt('2023-04-24', '07:30'), instantAt('2023-05-10', '07:30')]

  const tell = (event: DemoEvent): void => {
    for (const listener of listeners) listener(event)
  }
  const keep = (bytes: Uint8Array, name: string, mime: string) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const kept = { ref: { sha256, name, mime, size: bytes.byteLength }, bytes }
    files.set(sha256, kept)
    return kept
  }
  const add = (
    personId: string,
    line: Partial<ChatLine> & Pick<ChatLine, 'from' | 'text'>,
    labels: string[] = [],
  ): void => {
    rows += 1
    const outboxId = rows
    chats.get(personId)?.push({
      id: `${line.from === 'product' ? 'out' : 'in'}-${rows}`,
      at: now,
      kind: line.from === 'product' ? 'answer' : null,
      files: [],
      choices: labels.map((label, index) => ({ label, outboxId, index })),
      ...line,
    })
    tell({ kind: 'chat', personId })
  }
  const focal = people.filter((person) => person.roles.includes('focal'))
  const morning = (): void => {
    for (const person of focal) {
      const late = now > instantAt(due, '17:00')
      if (late && answered.has(person.id)) continue
      add(
        person.id,
        {
          from: 'product',
          kind: late ? 'ping' : 'digest',
          text: late
            ? `Nội dung “${title}” đã quá hạn 1 ngày (hạn: hết ngày 09/5/2023).\nAnh/chị vui lòng trả lời ngay.`
            : `Chào anh/chị, sáng nay có 1 việc đến hạn trong thời gian tới:\n\n1. ${title} — phần của ${person.unitName}.\n   Hạn: hết ngày 09/5/2023, còn 15 ngày.\n\nAnh/chị chọn việc để trả lời, hoặc gõ /viec để xem lại sau.`,
        },
        ['Trả lời việc 1', 'Để sau'],
      )
    }
  }
  const overdue = (): boolean => now >= instantAt('2023-05-10')
  const dues = (): DuePart[] =>
    now < (mornings[0] ?? 0)
      ? []
      : focal.map((person) => ({
          occurrenceId: `part/${person.id}`,
          planTitle: plan,
          title: 'Kết quả thực hiện công tác dân vận của đơn vị',
          unitName: person.unitName,
          due,
          dueText: '09/5/2023',
          status: answered.has(person.id) ? 'answered' : overdue() ? 'overdue' : 'open',
          answeredBy: answered.get(person.id) ?? null,
          late: false,
        }))
  const reports = (): ReportLine[] => [
    {
      occurrenceId: reportId,
      planTitle: plan,
      title,
      unitName: 'Văn phòng',
      due,
      status: overdue() ? 'overdue' : answered.size === focal.length ? 'draft' : 'collecting',
      asked: focal.length,
      answered: answered.size,
      missing: focal.filter((person) => !answered.has(person.id)).map((person) => person.unitName),
      file:
        answered.size === focal.length ? keep(new Uint8Array([80, 75, 3, 4]), 'Báo cáo 6 tháng.docx', docx).ref : null,
      draft: answered.size === focal.length ? 1 : 0,
    },
  ]

  const demo: Demo = {
    people: () => people,
    chat: async (personId) => chats.get(personId)?.slice(-200),
    overview: async (): Promise<Overview> => ({ now, boardName, dues: dues(), reports: reports() }),
    async say(personId, text) {
      add(personId, { from: 'person', text })
      add(personId, { from: 'product', text: `Đã ghi nhận: ${text}` })
      tell({ kind: 'overview' })
    },
    async press(personId, outboxId, index) {
      const line = chats.get(personId)?.find((one) => one.choices.some((choice) => choice.outboxId === outboxId))
      const choice = line?.choices[index]
      if (choice === undefined) return add(personId, { from: 'product', text: 'Lựa chọn này không còn dùng được.' })
      add(personId, { from: 'person', text: choice.label })
      if (choice.label === 'Hoàn thành')
        answered.set(personId, people.find((person) => person.id === personId)?.name ?? '')
      if (choice.label === 'Trả lời việc 1')
        add(personId, { from: 'product', text: 'Việc này đến đâu rồi ạ?' }, ['Hoàn thành', 'Đang làm', 'Có vướng mắc'])
      else add(personId, { from: 'product', text: 'Cảm ơn anh/chị, đã ghi nhận.' })
      tell({ kind: 'overview' })
    },
    async sendFile(personId, bytes, name, mime) {
      if (bytes.byteLength > 20 * 1024 * 1024)
        return add(personId, { from: 'product', text: 'Tệp vượt quá 20 MB nên không nhận được.' })
      add(personId, { from: 'person', text: '', files: [keep(bytes, name, mime).ref] })
      add(personId, { from: 'product', text: 'Đã lưu minh chứng.' })
    },
    file: async (sha256) => files.get(sha256),
    draftOf: async (id) =>
      id === reportId ? keep(new TextEncoder().encode(`PK ${now}`), 'Dự thảo báo cáo.docx', docx) : undefined,
    now: () => now,
    nextEvent: async () => mornings.find((one) => one > now),
    async passTo(instant) {
      if (instant < now) return false
      for (const one of mornings)
        if (one > now && one <= instant) {
          now = one
          morning()
          tell({ kind: 'overview' })
        }
      now = instant
      tell({ kind: 'overview' })
      return true
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  return { demo, add, keep, listeners: () => listeners.size }
}
