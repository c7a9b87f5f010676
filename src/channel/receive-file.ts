import type { Files } from '../app/ports/files.ts'
import type { Inbound } from '../app/ports/messages.ts'
import { isAcceptedName, isLocked, mimeOfFile } from './file-kind.ts'

/** The Bot API hands out files up to 20 MB; every channel keeps to it, so that a rule learnt in one holds in all. */
export const receivableBytes = 20 * 1024 * 1024

export type HeardFile = Extract<Inbound['heard'], { kind: 'file' } | { kind: 'refused-file' }>

/** Why a file of this name and size (undefined: not known yet) is not even fetched; undefined when it may be. */
export function refusalBefore(name: string, size: number | undefined): HeardFile | undefined {
  if (!isAcceptedName(name)) return { kind: 'refused-file', name, why: 'kind' }
  if (size !== undefined && size > receivableBytes) return { kind: 'refused-file', name, why: 'too-large' }
  return undefined
}

/**
 * Checks a file by name, size and content and holds it until whoever handles the message knows whether it may be kept.
 * Fails only when it cannot be held.
 */
export async function receiveFile(files: Files, name: string, bytes: Uint8Array, caption: string): Promise<HeardFile> {
  const refusal = refusalBefore(name, bytes.length)
  if (refusal !== undefined) return refusal
  const mime = mimeOfFile(name, bytes)
  if (mime === undefined) {
    const why = bytes.length === 0 ? 'empty' : isLocked(name, bytes) ? 'encrypted' : 'content'
    return { kind: 'refused-file', name, why }
  }
  return { kind: 'file', file: await files.hold(bytes, name, mime), caption }
}

/** A file's name as it may be kept and shown: no folders, no control characters, at most 150 units with its ending. */
export function tidyName(name: string): string {
  const flat = name
    .normalize('NFC')
    .replace(/^.*[/\\]/s, '')
    // Direction marks can make "gpj.exe" look like "exe.jpg".
    .replace(/[\p{Cc}\p{Cf}\p{Cs}<>:"|?*;]/gu, '')
    .trim()
    .replace(/^\.+/, '')
  const ending = /\.[^.]{1,10}$/.exec(flat)?.[0] ?? ''
  const stem = [...flat.slice(0, flat.length - ending.length)]
    .slice(0, 150 - ending.length)
    .join('')
    .slice(0, 150)
  return `${stem === '' ? 'tep' : stem}${ending}`
}
