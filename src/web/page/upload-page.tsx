import { html } from 'hono/html'
import type { UploadView } from '../../app/pages/uploads.ts'
import { uploadPage as text, until } from '../../text/vi-links.ts'
import { fileSize, page } from '../../text/vi-page.ts'
import { offeredKinds } from '../download.ts'
import { Frame } from './frame.tsx'

function Received(props: { files: UploadView['received'] }) {
  return (
    <section id="da-nhan" class="received" aria-live="polite" hidden={props.files.length === 0}>
      <h2>{text.received}</h2>
      <ul>
        {props.files.map((file) => (
          <li>
            <span class="file-name">{file.name}</span> <span class="file-size">{fileSize(file.size)}</span>
          </li>
        ))}
      </ul>
      <p class="quiet">{text.inChat}</p>
    </section>
  )
}

/** The page on which a person hands in files for one question, or one plan; `problem` says why the last one failed. */
export const uploadView = (view: UploadView, token: string, limitMb: number, problem = '') => {
  const here = `/upload/${encodeURIComponent(token)}`
  return html`<!doctype html>${(
    <Frame title={`${text.title} · ${page.product}`} class="plain link" own="link">
      <main>
        <p class="brand">{page.product}</p>
        <h1>{text.title}</h1>
        <div class="matter">
          <p class="quiet">{view.matter === null ? text.plan : text.evidenceFor}</p>
          {view.matter !== null && <p class="what">{view.matter}</p>}
          <p class="quiet">
            {text.by}: {view.person}
            {!view.person.includes(view.unit) && `, ${view.unit}`}
          </p>
        </div>
        <form
          id="send"
          method="post"
          action={here}
          enctype="multipart/form-data"
          data-limit={String(limitMb * 1024 * 1024)}
          data-many={String(view.matter !== null)}
        >
          <label for="file">{text.choose}</label>
          <input id="file" name="file" type="file" accept={offeredKinds} required />
          <p class="quiet" id="hint" data-many={text.hintMany(limitMb)}>
            {text.hint(limitMb)}
          </p>
          <p
            id="problem"
            class="problem"
            role="alert"
            hidden={problem === ''}
            data-large={text.problem.tooLarge(limitMb)}
            data-broken={text.problem.broken}
          >
            {problem}
          </p>
          <div id="moving" class="moving" hidden>
            <label for="moved">
              {text.sending} <span id="moving-name" />
            </label>
            <progress id="moved" max="100" value="0" />
          </div>
          <button type="submit" class="primary">
            {text.send}
          </button>
        </form>
        <Received files={view.received} />
        {view.matter !== null && (
          <form id="end" method="post" action={`${here}/xong`} hidden={view.received.length === 0}>
            <button type="submit">{text.end}</button>
            <p class="quiet">{text.endHint}</p>
          </form>
        )}
        <template id="after-last">
          <h1>{text.doneTitle}</h1>
          <p>{text.donePlan}</p>
        </template>
        <p class="quiet foot">
          {text.until} {until(view.expiresAt)}. {text.private}
        </p>
      </main>
    </Frame>
  )}`
}

/** The page after the last file. */
export const uploadDone = (view: Pick<UploadView, 'matter' | 'received'>) =>
  html`<!doctype html>${(
    <Frame title={`${text.doneTitle} · ${page.product}`} class="plain link" own="link">
      <main>
        <p class="brand">{page.product}</p>
        <h1>{text.doneTitle}</h1>
        <Received files={view.received} />
        <p>{view.matter === null ? text.donePlan : text.doneEvidence}</p>
      </main>
    </Frame>
  )}`

/** What every link shows that opens nothing (any more). */
export const linkGone = (title: string, sentence: string) =>
  html`<!doctype html>${(
    <Frame title={`${title} · ${page.product}`} class="plain link" own="link">
      <main>
        <p class="brand">{page.product}</p>
        <h1>{title}</h1>
        <p>{sentence}</p>
      </main>
    </Frame>
  )}`
