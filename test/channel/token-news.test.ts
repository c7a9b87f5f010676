import { describe, expect, it } from 'vitest'
import { TelegramHealth } from '../../src/channel/telegram-health.ts'
import { ZaloBotHealth } from '../../src/channel/zalo-bot-health.ts'
import { silentLog } from '../silent-log.ts'

const refused = { kind: 'token', why: '401' } as const

describe.each([
  ['Telegram', (tell: object) => new TelegramHealth(silentLog, tell), 'poll'],
  ['Zalo Bot', (tell: object) => new ZaloBotHealth(silentLog, tell), 'hear'],
] as const)('a refused token of %s', (_name, make, heard) => {
  it('is told once, and again only when the channel had worked in between', () => {
    const news: string[] = []
    const health = make({ mustAct: () => news.push('must act'), worksAgain: () => news.push('works') })
    const works = () => (health.works as (doing: string) => void).call(health, heard)
    health.failed(refused, 'hear')
    health.failed(refused, 'send')
    expect(news).toEqual(['must act'])
    works()
    works()
    expect(news).toEqual(['must act', 'works'])
    health.failed(refused, 'hear')
    expect(news).toEqual(['must act', 'works', 'must act'])
  })

  it('of an earlier process is over with the first call that works', () => {
    const news: string[] = []
    const health = make({ worksAgain: () => news.push('works') })
    ;(health.works as (doing: string) => void).call(health, heard)
    expect(news).toEqual(['works'])
  })
})
