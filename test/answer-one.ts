import type { World } from './world.ts'

export interface Answering {
  /** What was achieved. */
  readonly text: string
  /** For each figure that is asked, in order; "chưa có" when there are no more. */
  readonly figures?: readonly string[]
}

/** Answers the first thing that is open for a person, as a clerk would: five or six short messages. */
export async function answerOne(world: World, person: string, answer: Answering): Promise<void> {
  await world.say(person, '/viec')
  await world.say(person, '1')
  await world.say(person, 'da hoan thanh')
  await world.say(person, answer.text)
  await world.say(person, 'xong')
  const figures = [...(answer.figures ?? [])]
  for (let turn = 0; turn < 20; turn += 1) {
    const last = (await world.running.demo?.chat(person))?.findLast((line) => line.from === 'product')
    const labels = last?.choices.map((choice) => choice.label) ?? []
    if (labels.includes('Lưu')) return world.press(person, 'Lưu')
    if (labels.includes('Chưa có số liệu')) await world.say(person, figures.shift() ?? 'chưa có')
    else if (labels.includes('Không có')) await world.press(person, 'Không có')
    else throw new Error(`${person} was asked something unexpected: ${last?.text}`)
  }
  throw new Error(`${person} was asked too much`)
}
