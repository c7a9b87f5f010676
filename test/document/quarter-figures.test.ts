import { createCanvas } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { quarterFigure } from '../../src/document/quarter-figures.ts'
import { type Grey, greyOf } from '../../src/document/scan-picture.ts'

/** A word drawn as its strokes: `|` is upright, with serifs; `/` leans; a blank is a gap. */
function drawn(strokes: string): Grey {
  const [width, height] = [20 + strokes.length * 14, 40]
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = 'white'
  context.fillRect(0, 0, width, height)
  context.fillStyle = 'black'
  context.lineWidth = 3
  for (const [i, stroke] of [...strokes].entries()) {
    const x = 14 + i * 14
    if (stroke === '|') {
      context.fillRect(x - 2, 8, 4, 24)
      context.fillRect(x - 7, 8, 14, 2)
      context.fillRect(x - 7, 30, 14, 2)
    } else if (stroke === '/') {
      context.beginPath()
      context.moveTo(x - 5, 32)
      context.lineTo(x + 5, 8)
      context.stroke()
    }
  }
  return greyOf(context.getImageData(0, 0, width, height).data, width, height)
}

const figure = (text: string, strokes: string, before = 'Quý'): string => {
  const picture = drawn(strokes)
  return quarterFigure(text, before, picture, { left: 4, top: 8, right: picture.width - 4, bottom: 32 })
}

describe('the Roman figure of a quarter', () => {
  it.each([
    ['11/2027', '|||/', 'III/2027'],
    ['II/2027', '|||/', 'III/2027'],
    ['HI', '|||', 'III'],
    ['1', '|', 'I'],
    ['11', '||', 'II'],
    ['II;', '||', 'II;'],
  ])('read as %s is counted by its strokes', (seen, strokes, right) => {
    expect(figure(seen, strokes)).toBe(right)
  })

  it('is not looked for in other words, behind other words, or where strokes are not plain', () => {
    expect(figure('IV/2027', '|||/')).toBe('IV/2027')
    expect(figure('3', '|||')).toBe('3')
    expect(figure('11', '|||', 'tháng')).toBe('11')
    expect(figure('11', '//')).toBe('11')
    expect(figure('11', '||||')).toBe('11')
  })
})
