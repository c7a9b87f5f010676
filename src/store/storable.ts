import {
  type KyselyPlugin,
  OperationNodeTransformer,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type PrimitiveValueListNode,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
  type ValueNode,
} from 'kysely'

// PostgreSQL takes neither NUL nor half of a surrogate pair; both come in pasted text and broken file names.
const unstorable = /\0|\p{Surrogate}/gu

/** A text as PostgreSQL can keep it: without NUL, a lone surrogate as U+FFFD. */
export const storableText = (text: string): string =>
  text.replace(unstorable, (found) => (found === '\0' ? '' : '\uFFFD'))

/** A value for a `json` column. The order of keys is kept. */
export const json = (value: unknown): string => JSON.stringify(storableValue(value))

function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (Array.isArray(value)) return value.map(storableValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [storableText(key), storableValue(part)]))
}

const cleaned = (value: unknown): unknown => (typeof value === 'string' ? storableText(value) : value)

class StorableTransformer extends OperationNodeTransformer {
  protected override transformValue(node: ValueNode): ValueNode {
    return { ...super.transformValue(node), value: cleaned(node.value) }
  }

  protected override transformPrimitiveValueList(node: PrimitiveValueListNode): PrimitiveValueListNode {
    return { ...super.transformPrimitiveValueList(node), values: node.values.map(cleaned) }
  }
}

/** Cleans every text on its way into a statement, so that no single insert can forget it. */
export class StorableTexts implements KyselyPlugin {
  readonly #transformer = new StorableTransformer()

  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    return this.#transformer.transformNode(args.node, args.queryId)
  }

  async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return args.result
  }
}
