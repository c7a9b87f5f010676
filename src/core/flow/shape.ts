import type { FactShape, FactShapes, Flow } from './flow.ts'
import type { Value } from './session.ts'
import { isList, isRecord } from './value.ts'

export const isShapes = (shape: FactShape | undefined): shape is FactShapes =>
  typeof shape === 'object' && !Array.isArray(shape)

/** The shape at a dotted path; undefined when there is none. */
export function shapeAt(shapes: FactShapes, path: string): FactShape | undefined {
  let shape: FactShape | undefined = shapes
  for (const part of path.split('.')) shape = isShapes(shape) && Object.hasOwn(shape, part) ? shape[part] : undefined
  return shape
}

/** Every path that leads somewhere. */
export const factPaths = (shapes: FactShapes, above = ''): readonly string[] =>
  Object.entries(shapes).flatMap(([name, shape]) => [
    above + name,
    ...(isShapes(shape) ? factPaths(shape, `${above}${name}.`) : []),
  ])

/** The shapes of what a Flow is told and of what it is given. */
export const shapesOf = (flow: Flow): FactShapes => ({
  ...Object.fromEntries(Object.entries(flow.given).map(([name, value]) => [name, shapeOf(value)])),
  ...flow.facts,
})

/** The shape of a value; a list has the shape of all its elements together. */
function shapeOf(value: Value): FactShape {
  if (isList(value)) return [together(value.map(shapeOf))]
  if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shapeOf(one)]))
  return typeof value === 'number' ? 'number' : 'text'
}

const together = (shapes: readonly FactShape[]): FactShape =>
  shapes.every(isShapes) && shapes.length > 0 ? Object.assign({}, ...shapes) : (shapes[0] ?? 'text')

/** The shape of the elements of a list, when they are records. */
export function elementShape(flow: Flow, over: string): FactShapes | undefined {
  const shape = shapeAt(shapesOf(flow), over)
  const element = Array.isArray(shape) ? (shape[0] as FactShape) : undefined
  return isShapes(element) ? element : undefined
}
