import { html } from 'hono/html'
import { page } from '../../text/vi-page.ts'
import { Frame } from './frame.tsx'

/** A page for somebody who came by a link: a heading, some sentences, no way further. */
export const onePage = (said: { readonly title: string; readonly sentences: readonly string[] }) =>
  html`<!doctype html>${(
    <Frame title={`${said.title} · ${page.product}`} class="plain">
      <main>
        <h1>{said.title}</h1>
        {said.sentences.map((sentence) => (
          <p>{sentence}</p>
        ))}
      </main>
    </Frame>
  )}`
