import { commandTexts } from './vi-commands.ts'

/** What the menu button of Telegram offers before anything is known of a person; roles add to it. */
export const telegramCommands = (['viec', 'trogiup'] as const).map((command) => ({
  command,
  description: commandTexts[command].menu,
}))

/** What a thing is called that came without a name of its own. */
export const telegramNames = {
  document: 'tệp không có tên',
  photo: 'ảnh',
  voice: 'tin nhắn thoại',
  audio: 'tệp âm thanh',
  video: 'video',
  videoNote: 'tin nhắn video',
  sticker: 'nhãn dán (sticker)',
  other: 'loại tin nhắn này',
} as const

/** Below a question whose button was pressed. */
export const chosenLine = (label: string): string => `✓ ${label}`

/** The button under a message in a group. */
export const privateChatLabel = 'Trả lời riêng với bot'
