import type { EChartsOption } from 'echarts'
import type { ProgressChart } from '../core/chart/progress-chart.ts'
import { answeredOfAsked, indicatorsTitle, reached, states } from '../text/vi-chart.ts'

/** The one font of all pictures; it has every Vietnamese letter. */
export const chartFont = 'Be Vietnam Pro'

const ink = '#1f2933'
const quiet = '#52606d'
const colors = { answered: '#2f855a', late: '#b7d36b', overdue: '#c53030', open: '#cbd5e0' } as const
const order = ['answered', 'late', 'overdue', 'open'] as const
/** Words inside a bar of its colour. */
const inside = { answered: '#ffffff', late: ink, overdue: '#ffffff', open: ink } as const

/** Pixels. */
export const chartWidth = 900
const headHeight = 140
const rowHeight = 54
const tallRowHeight = 76
const sectionHeight = 70
const bottom = 24
const left = 300
const right = 84
/** Characters of a Unit's name that one line holds. */
const lineLength = 26

const barsHeight = ({ units }: ProgressChart): number => Math.max(1, units.length) * rowHeight

/** Pixels that a chart needs: it grows with its bars, so that words keep their size. */
export const chartHeight = (chart: ProgressChart): number =>
  headHeight +
  barsHeight(chart) +
  (chart.indicators.length === 0 ? 0 : sectionHeight + chart.indicators.length * tallRowHeight) +
  bottom

/** A chart for ECharts, whichever way it is drawn. */
export function chartOption(chart: ProgressChart): EChartsOption {
  const { units, indicators } = chart
  const indicatorTop = headHeight + barsHeight(chart) + sectionHeight
  const text = { fontFamily: chartFont, color: ink }
  const totals = units.map(({ answered, late, overdue, open }) => answered + late + overdue + open)
  const most = Math.max(1, ...totals)
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: text,
    title: [
      {
        text: chart.title,
        subtext: chart.subtitle,
        left: 24,
        top: 16,
        itemGap: 4,
        textStyle: { ...text, fontSize: 28, lineHeight: 36, fontWeight: 'bold' },
        subtextStyle: { ...text, color: quiet, fontSize: 19, lineHeight: 24 },
      },
      ...(indicators.length === 0
        ? []
        : [
            {
              text: indicatorsTitle,
              left: 24,
              top: indicatorTop - 50,
              textStyle: { ...text, fontSize: 24, fontWeight: 'bold' as const },
            },
          ]),
    ],
    legend: {
      left: 20,
      top: 96,
      itemWidth: 20,
      itemHeight: 16,
      itemGap: 14,
      selectedMode: false,
      textStyle: { ...text, fontSize: 17 },
      data: order.map((state) => states[state]),
    },
    grid: [
      { left, right, top: headHeight, height: barsHeight(chart) },
      ...(indicators.length === 0
        ? []
        : [{ left: 24, right: 30, top: indicatorTop, height: indicators.length * tallRowHeight }]),
    ],
    xAxis: [
      { type: 'value', gridIndex: 0, max: most, show: false },
      ...(indicators.length === 0
        ? []
        : [{ type: 'value' as const, gridIndex: 1, min: 0, max: shareShown, show: false }]),
    ],
    yAxis: [
      {
        type: 'category',
        gridIndex: 0,
        inverse: true,
        data: units.map(({ name }) => onTwoLines(name)),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { ...text, fontSize: 18, lineHeight: 22, interval: 0 },
      },
      ...(indicators.length === 0
        ? []
        : [
            {
              type: 'category' as const,
              gridIndex: 1,
              inverse: true,
              data: indicators.map(({ name }) => name),
              show: false,
            },
          ]),
    ],
    series: [
      ...order.map((state) => ({
        name: states[state],
        type: 'bar' as const,
        stack: 'units',
        xAxisIndex: 0,
        yAxisIndex: 0,
        barWidth: 30,
        itemStyle: { color: colors[state] },
        data: units.map((unit) => unit[state]),
        label: {
          show: true,
          fontFamily: chartFont,
          fontSize: 17,
          color: inside[state],
          formatter: ({ value }: { readonly value?: unknown }) => (Number(value) > 0 ? String(value) : ''),
        },
      })),
      // What stands behind each bar: how many of all were answered.
      {
        type: 'bar' as const,
        stack: 'units',
        xAxisIndex: 0,
        yAxisIndex: 0,
        itemStyle: { color: 'transparent' },
        data: units.map(() => 0),
        label: {
          show: true,
          position: 'right' as const,
          fontFamily: chartFont,
          fontWeight: 'bold' as const,
          fontSize: 19,
          color: ink,
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
            const unit = units[dataIndex]
            return unit === undefined ? '' : answeredOfAsked(unit.answered + unit.late, totals[dataIndex] ?? 0)
          },
        },
      },
      ...(indicators.length === 0 ? [] : indicatorSeries(chart)),
    ],
  }
}

/** A name that is too long for one line is cut in two where two words meet, as evenly as can be. */
function onTwoLines(name: string): string {
  if (name.length <= lineLength) return name
  const middle = name.length / 2
  const spaces = [...name.matchAll(/ /g)].map(({ index }) => index)
  const cut = spaces.sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0]
  return cut === undefined ? name : `${name.slice(0, cut)}\n${name.slice(cut + 1)}`
}

/** Per cent of the target at which the picture ends; a value far above it fills the row. */
const shareShown = 130
const markWidth = 0.5

/** A bar for each Indicator, the words above it, and a mark where the target is. */
function indicatorSeries({
  indicators,
}: ProgressChart): NonNullable<Extract<EChartsOption['series'], readonly unknown[]>> {
  const words = (dataIndex: number): string => {
    const one = indicators[dataIndex]
    return one === undefined ? '' : `{name|${one.name}:} {value|${reached(one.value, one.target)}}`
  }
  const mark = { type: 'bar' as const, stack: 'target', xAxisIndex: 1, yAxisIndex: 1, barWidth: 32 }
  return [
    {
      type: 'bar',
      xAxisIndex: 1,
      yAxisIndex: 1,
      barWidth: 20,
      barGap: '-100%',
      showBackground: true,
      backgroundStyle: { color: '#edf2f7' },
      data: indicators.map(({ share, met }) => ({
        value: Math.min(share, shareShown),
        itemStyle: { color: met ? colors.answered : colors.overdue },
      })),
    },
    // A mark across each bar at its target.
    { ...mark, itemStyle: { color: 'transparent' }, data: indicators.map(() => 100 - markWidth / 2) },
    { ...mark, itemStyle: { color: ink }, data: indicators.map(() => markWidth) },
    {
      type: 'bar',
      xAxisIndex: 1,
      yAxisIndex: 1,
      barWidth: 20,
      itemStyle: { color: 'transparent' },
      data: indicators.map(() => shareShown),
      label: {
        show: true,
        position: [0, -27],
        align: 'left',
        fontFamily: chartFont,
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => words(dataIndex),
        rich: {
          name: { fontFamily: chartFont, fontSize: 18, color: ink },
          value: { fontFamily: chartFont, fontSize: 18, color: ink, fontWeight: 'bold' },
        },
      },
    },
  ]
}
