import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Canvas, createCanvas, GlobalFonts } from '@napi-rs/canvas'
import type { ProgressChart } from '../core/chart/progress-chart.ts'
import { chartFont, chartHeight, chartOption, chartWidth } from './chart-option.ts'

type ECharts = typeof import('echarts')

const load = createRequire(import.meta.url)
let ready: ECharts | undefined

/**
 * ECharts in its one-file form, which is read in a tenth of the time of its modules (0.15 s against 0.9 s), and the
 * fonts. Loaded with the first picture.
 */
function echarts(): ECharts {
  if (ready !== undefined) return ready
  const fonts = dirname(load.resolve('@expo-google-fonts/be-vietnam-pro/package.json'))
  for (const weight of ['400Regular', '700Bold'])
    GlobalFonts.registerFromPath(join(fonts, weight, `BeVietnamPro_${weight}.ttf`), chartFont)
  ready = load('echarts') as ECharts
  // ECharts measures words on a canvas of its own.
  ready.setPlatformAPI({ createCanvas: () => asElement(createCanvas(8, 8)) })
  return ready
}

/** ECharts takes any canvas; its types know only a browser's. */
const asElement = (canvas: Canvas) =>
  canvas as unknown as ReturnType<Parameters<ECharts['setPlatformAPI']>[0]['createCanvas'] & object>

/**
 * A chart as a PNG of 900 pixels' width on white. Some 40 ms of the process's time, encoding apart; with the first one
 * 0.2 s more.
 */
export async function drawChart(chart: ProgressChart): Promise<Uint8Array> {
  const lib = echarts()
  const size = { width: chartWidth, height: chartHeight(chart) }
  const canvas = createCanvas(size.width, size.height)
  const drawn = lib.init(asElement(canvas), null, { ...size, renderer: 'canvas', devicePixelRatio: 1 })
  try {
    drawn.setOption(chartOption(chart))
    drawn.getZr().flush()
    // Disposing wipes the canvas.
    return new Uint8Array(await canvas.encode('png'))
  } finally {
    drawn.dispose()
  }
}
