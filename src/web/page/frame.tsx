import type { Child } from 'hono/jsx'
import { assetPath } from '../assets.ts'

// No evaluated strings, no inline styles, no history snapshots: what the content security policy forbids anyway.
const htmxConfig = JSON.stringify({
  allowEval: false,
  includeIndicatorStyles: false,
  selfRequestsOnly: true,
  historyEnabled: false,
})

const sheets = ['page.css', 'chat.css', 'board.css', 'narrow.css'] as const

/** The document around every page; `live` adds the scripts of the chat page. */
export function Frame(props: {
  title: string
  live?: boolean
  /** `link`: what the pages behind links have. */
  own?: 'link'
  class?: string
  verification?: string
  children: Child
}) {
  return (
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light" />
        <title>{props.title}</title>
        {props.verification !== undefined && (
          <meta name="zalo-platform-site-verification" content={props.verification} />
        )}
        <link rel="icon" href={assetPath('icon.svg')} type="image/svg+xml" />
        <link rel="stylesheet" href={assetPath('base.css')} />
        {props.own === 'link' && (
          <>
            <meta name="robots" content="noindex" />
            <link rel="stylesheet" href={assetPath('link.css')} />
            <script src={assetPath('upload.js')} defer />
          </>
        )}
        {props.live && (
          <>
            {sheets.map((sheet) => (
              <link rel="stylesheet" href={assetPath(sheet)} />
            ))}
            <meta name="htmx-config" content={htmxConfig} />
            <script src={assetPath('htmx.js')} defer />
            <script src={assetPath('htmx-sse.js')} defer />
            <script src={assetPath('chat.js')} defer />
          </>
        )}
      </head>
      <body class={props.class}>{props.children}</body>
    </html>
  )
}
