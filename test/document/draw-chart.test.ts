import { loadImage } from '@napi-rs/canvas'
import * as echarts from 'echarts'
import { describe, expect, it } from 'vitest'
import { type MatterState, progressChart } from '../../src/core/chart/progress-chart.ts'
import { chartHeight, chartOption, chartWidth } from '../../src/document/chart-option.ts'
import { drawChart } from '../../src/document/draw-chart.ts'

const units = Array.from({ length: 12 }, (_, n) => `Phòng Quản lý Doanh nghiệp và Lao động ${n + 1}`)
const matters = units.flatMap((unitName, n): MatterState[] => [
  { unitName, status: 'answered', late: n % 2 === 0 },
  { unitName, status: 'overdue', late: false },
  { unitName, status: 'open', late: false },
])
const chart = progressChart({
  boardName: 'Ban Quản lý Khu kinh tế tỉnh',
  today: '2023-05-04',
  matters,
  indicators: [
    { name: 'Tỷ lệ hồ sơ đúng hạn', share: 72.9, met: false, value: '62%', target: 'trên 85%' },
    { name: 'Số mô hình', share: 400, met: true, value: '04', target: 'từ 01 mô hình trở lên' },
  ],
})

describe('a chart', () => {
  it('is a picture of a phone’s width and of few bytes, the same each time', async () => {
    const first = await drawChart(chart)
    const { width, height } = await loadImage(Buffer.from(first))
    expect(width).toBe(900)
    expect(height).toBeGreaterThan(600)
    expect(first.length).toBeLessThan(200_000)
    // More than white paper.
    expect(first.length).toBeGreaterThan(20_000)
    expect(await drawChart(chart)).toEqual(first)
  })

  it('shows other figures as another picture', async () => {
    const fewer = progressChart({ boardName: 'Ban', today: '2023-05-04', matters: matters.slice(0, 3) })
    const picture = await loadImage(Buffer.from(await drawChart(fewer)))
    expect(picture.height).toBeLessThan(300)
  })

  it('says in words what it shows', () => {
    const size = { width: chartWidth, height: chartHeight(chart) }
    const drawn = echarts.init(null, null, { ...size, renderer: 'svg', ssr: true })
    drawn.setOption(chartOption(chart))
    const said = drawn.renderToSVGString()
    drawn.dispose()
    for (const word of ['Tiến độ trả lời', 'Quá hạn, chưa trả lời', 'Chỉ tiêu so với mức giao', '62% (giao trên 85%)'])
      expect(said).toContain(word)
  })
})
