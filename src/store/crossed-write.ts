/** Two writes met where only one may be; the whole write succeeds when it is done again, as with a serialization failure. */
export class CrossedWrite extends Error {
  override readonly name = 'CrossedWrite'
  readonly code = '40001'
}
