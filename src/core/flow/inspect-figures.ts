import { nearest } from '../nearest.ts'
import type { YamlPath } from '../read-yaml.ts'
import type { FiguresBlock } from './flow.ts'
import type { Found } from './found.ts'

/**
 * What is wrong with the names and limits of a `figures` block: a name used twice, a computed figure or a check that
 * names no field, limits that leave nothing over.
 */
export function inspectFigures(name: string, block: FiguresBlock): readonly Found[] {
  const at: YamlPath = ['blocks', name]
  const names = block.fields.map((field) => field.name)
  return [
    ...repeated([...at, 'fields'], names, []),
    ...repeated(
      [...at, 'computed'],
      block.computed.map((one) => one.name),
      names,
    ),
    ...block.fields.flatMap((field, index): readonly Found[] =>
      field.max === undefined || field.min <= field.max
        ? []
        : [
            {
              path: [...at, 'fields', index, 'max'],
              reason: {
                code: 'value:invalid',
                found: String(field.max),
                wanted: { code: 'at-least-key', key: 'min', limit: field.min },
              },
            },
          ],
    ),
    ...block.computed.flatMap((one, index) => [
      ...unknown([...at, 'computed', index, 'of'], one.of, names),
      ...unknown([...at, 'computed', index, 'over'], one.over, names),
    ]),
    ...block.checks.flatMap((check, index) => [
      ...unknown([...at, 'checks', index, 'sum'], check.sum, names),
      ...unknown([...at, 'checks', index, 'atMost'], check.atMost, names),
    ]),
  ]
}

function repeated(path: YamlPath, own: readonly string[], others: readonly string[]): readonly Found[] {
  return own.flatMap((one, index): readonly Found[] =>
    own.indexOf(one) < index || others.includes(one)
      ? [{ path: [...path, index, 'name'], reason: { code: 'id:repeated', found: one } }]
      : [],
  )
}

function unknown(path: YamlPath, used: readonly string[], names: readonly string[]): readonly Found[] {
  return used.flatMap((one, index): readonly Found[] => {
    if (names.includes(one)) return []
    const near = nearest(one, names)
    return [
      {
        path: [...path, index],
        reason: { code: 'name:unknown', kind: 'figure', found: one, ...(near === undefined ? {} : { near }) },
      },
    ]
  })
}
