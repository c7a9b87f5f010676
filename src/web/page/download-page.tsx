import { html } from 'hono/html'
import type { DownloadView } from '../../app/reports/downloads.ts'
import { downloadPage as text, until } from '../../text/vi-links.ts'
import { fileSize, page } from '../../text/vi-page.ts'
import { Frame } from './frame.tsx'

/** What a file is called and how large it is, with a button that fetches it; a preview of this page fetches nothing. */
export const downloadView = ({ file, person, expiresAt, usesLeft }: DownloadView, token: string) =>
  html`<!doctype html>${(
    <Frame title={`${text.title} · ${page.product}`} class="plain link" own="link">
      <main>
        <p class="brand">{page.product}</p>
        <h1>{text.title}</h1>
        <div class="matter">
          <p class="what">{file.name}</p>
          <p class="quiet">
            {text.size}: {fileSize(file.size)}
          </p>
          {person !== '' && (
            <p class="quiet">
              {text.for}: {person}
            </p>
          )}
        </div>
        <form method="post" action={`/tai/${encodeURIComponent(token)}`}>
          <button type="submit" class="primary">
            {text.download}
          </button>
        </form>
        <p class="quiet foot">
          {text.until} {until(expiresAt)}. {text.times(usesLeft)}
        </p>
      </main>
    </Frame>
  )}`
