import { html } from 'hono/html'
import { page } from '../../text/vi-page.ts'
import { Frame } from './frame.tsx'

/** A page that only says what this is and that it runs; `verification` shows Zalo whose domain it is. */
export const plainPage = (version: string, verification?: string) =>
  html`<!doctype html>${(
    <Frame title={page.product} class="plain" {...(verification === undefined ? {} : { verification })}>
      <main>
        <h1>{page.product}</h1>
        <p>{page.plain.what}</p>
        <p>{page.plain.how}</p>
        <p class="quiet">{page.plain.version(version)}</p>
      </main>
    </Frame>
  )}`

/** What a browser without script sees when something could not be done. */
export const problemPage = (sentence: string) =>
  html`<!doctype html>${(
    <Frame title={`${page.problem.title} · ${page.product}`} class="plain">
      <main>
        <h1>{page.problem.title}</h1>
        <p role="alert">{sentence}</p>
        <p>
          <a href="/chat">{page.problem.back}</a>
        </p>
      </main>
    </Frame>
  )}`
