import type { MultipartFile } from './read-multipart.ts'
import { OaRefusal, type ShownButton, type ZaloOaWorld } from './zalo-oa-world.ts'

export interface OaCall {
  /** The JSON body of a POST, or the `data` of a GET. */
  readonly body: { readonly [name: string]: unknown }
  readonly files: ReadonlyMap<string, MultipartFile>
}

type OaMethod = (world: ZaloOaWorld, call: OaCall) => object

const invalid = (what: string): OaRefusal => new OaRefusal(-201, `${what} is invalid`)
const over = (what: string): OaRefusal => new OaRefusal(-210, `${what} exceeds the limit`)
const record = (value: unknown): { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null ? { ...value } : {}

const mostText = 2_000
const mostButtons = 5
const mostLabel = 100
const mostPayload = 1_000
const mostFile = 5 * 1024 * 1024
const mostImage = 1024 * 1024
const buttonTypes = ['oa.query.show', 'oa.query.hide', 'oa.open.url', 'oa.open.phone', 'oa.open.sms']

function textOf(value: unknown): string {
  if (value === undefined) return ''
  if (typeof value !== 'string' || value.trim() === '') throw invalid('message.text')
  if (value.length > mostText) throw over('message.text')
  return value
}

function buttonsOf(value: unknown): ShownButton[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > mostButtons) throw invalid('buttons')
  return value.map((each) => {
    const { title, type, payload } = record(each)
    if (typeof title !== 'string' || title.trim() === '') throw invalid('title')
    if (title.length > mostLabel) throw over('title')
    if (typeof type !== 'string' || !buttonTypes.includes(type)) throw invalid('type')
    if (type.startsWith('oa.query.')) {
      if (typeof payload !== 'string' || payload === '') throw invalid('payload')
      if (payload.length > mostPayload) throw over('payload')
    }
    return { label: title, type, payload }
  })
}

/** What the product may call; anything else is a mistake of the product. Keys are method and path. */
export const oaMethods: { readonly [name: string]: OaMethod } = {
  'POST /v3.0/oa/message/cs'(world, { body }) {
    const message = record(body.message)
    const attachment = record(message.attachment)
    const payload = record(attachment.payload)
    const text = textOf(message.text)
    const buttons = payload.buttons === undefined ? [] : buttonsOf(payload.buttons)
    let file: { name: string; bytes: Buffer } | undefined
    if (message.attachment === undefined) {
      if (text === '') throw invalid('message')
    } else if (attachment.type === 'file') {
      if (text !== '' || buttons.length > 0) throw invalid('attachment')
      file = world.upload(payload.token, 'file')
    } else if (attachment.type === 'template' && payload.template_type === 'media') {
      const [element, ...others] = Array.isArray(payload.elements) ? payload.elements : []
      if (others.length > 0 || record(element).media_type !== 'image') throw invalid('elements')
      file = world.upload(record(element).attachment_id, 'image')
    } else if (attachment.type !== 'template' || buttons.length === 0 || payload.template_type !== undefined)
      throw new OaRefusal(-233, 'Message type is not supported')
    else if (text === '') throw invalid('message.text')
    const { user, charged } = world.openChat(record(body.recipient).user_id)
    const shown = world.show(user, charged, { text, buttons, ...(file === undefined ? {} : { file }) })
    return { message_id: shown.id, user_id: user.id, sent_time: `${world.now()}` }
  },

  'POST /v3.0/oa/message/template'(world, { body }) {
    const template = world.templates.get(String(body.template_id))
    if (template === undefined) throw invalid('template_id')
    if (!template.byUid) throw new OaRefusal(-249, 'Template does not support sending by uid')
    const data = record(body.template_data)
    if (Object.keys(data).toSorted().join() !== template.params.toSorted().join()) throw invalid('template_data')
    const user = world.users.get(String(body.user_id))
    if (user === undefined) throw invalid('user_id')
    if (user.away) throw new OaRefusal(-227, 'User is banned or inactive for more than 45 days')
    const shown = world.show(user, false, { text: '', buttons: [], template: { id: String(body.template_id), data } })
    return { message_id: shown.id, user_id: user.id, sent_time: `${world.now()}`, quota: {} }
  },

  'POST /v2.0/oa/upload/file'(world, { files }) {
    const file = files.get('file')
    if (file === undefined || file.bytes.length === 0 || !/\.(pdf|docx?|csv)$/i.test(file.name)) throw invalid('file')
    if (file.bytes.length > mostFile) throw over('file')
    return { token: world.keepUpload('file', file.name, file.bytes) }
  },

  'POST /v2.0/oa/upload/image'(world, { files }) {
    const file = files.get('file')
    const first = file?.bytes.toString('latin1', 0, 4)
    if (file === undefined || !(first?.startsWith('\xff\xd8\xff') || first === '\x89PNG')) throw invalid('file')
    if (file.bytes.length > mostImage) throw over('file')
    return { attachment_id: world.keepUpload('image', file.name, file.bytes) }
  },

  'POST /v3.0/oa/quota/message'(world, { body }) {
    const user = world.users.get(String(body.user_id))
    if (user === undefined) throw invalid('user_id')
    return { last_interaction: user.lastInteraction === null ? '' : `${user.lastInteraction}` }
  },

  'GET /v3.0/oa/user/detail'(world, { body }) {
    const user = world.users.get(String(body.user_id))
    if (user === undefined) throw invalid('user_id')
    if (user.left) throw new OaRefusal(-213, 'User is not follower of OA')
    return { user_id: user.id, display_name: `Người ${user.id}`, user_is_follower: true }
  },

  'GET /v2.0/oa/getoa': (world) => ({ oaid: world.oaId, name: 'Đúng Hạn thử', is_verified: true }),
}
