import { html } from 'hono/html'
import type { ChatLine, Demo, Overview } from '../../app/demo/demo.ts'
import type { Instant } from '../../core/time.ts'
import { page, roleName } from '../../text/vi-page.ts'
import { offeredKinds } from '../download.ts'
import { BoardView } from './board.tsx'
import { ClockControls, ClockFace } from './clock.tsx'
import { Frame } from './frame.tsx'
import { Lines } from './lines.tsx'
import { People } from './people.tsx'

export interface ChatPage {
  readonly people: ReturnType<Demo['people']>
  readonly unread: ReadonlyMap<string, number>
  readonly overview: Overview
  readonly next: Instant | undefined
  /** Whose chat is open; undefined on the first page. */
  readonly open: { readonly id: string; readonly lines: readonly ChatLine[] } | undefined
  /** The point up to which this page knows what has happened; its event stream starts from there. */
  readonly since: string
  /** bytes that one upload may have */
  readonly uploadLimit: number
}

type Player = ChatPage['people'][number]

function Tab(props: { name: 'people' | 'chat' | 'board'; checked?: boolean }) {
  return (
    <>
      <input class="hidden" type="radio" name="tab" id={`tab-${props.name}`} checked={props.checked} />
      <label for={`tab-${props.name}`}>{page.tabs[props.name]}</label>
    </>
  )
}

function Welcome(props: { people: readonly Player[] }) {
  const first = props.people.find((person) => person.roles.includes('focal')) ?? props.people[0]
  return (
    <div class="welcome">
      <h2>{page.welcome.title}</h2>
      <p>{page.welcome.what}</p>
      <ol>
        {page.welcome.steps.map((step) => (
          <li>{step}</li>
        ))}
      </ol>
      {first !== undefined && (
        <p>
          <a class="primary" href={`/chat/${encodeURIComponent(first.id)}`}>
            {page.welcome.start(first.name)}
          </a>
        </p>
      )}
    </div>
  )
}

function Composer(props: { base: string; uploadLimit: number }) {
  const say = `${props.base}/say`
  const file = `${props.base}/file`
  return (
    <div class="composer">
      <form
        class="commands"
        method="post"
        action={say}
        hx-post={say}
        hx-swap="none"
        hx-sync="this:drop"
        aria-label={page.chat.commands}
      >
        {page.commands.map(({ command, label }) => (
          <button type="submit" name="text" value={command}>
            {label} <code>{command}</code>
          </button>
        ))}
      </form>
      <div class="writing">
        <form
          id="attach"
          method="post"
          action={file}
          enctype="multipart/form-data"
          hx-post={file}
          hx-encoding="multipart/form-data"
          hx-swap="none"
          hx-indicator="#attach"
          data-limit={String(props.uploadLimit)}
        >
          <label class="attach" title={page.chat.attachLabel}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M8 12.5 14.6 6a3.2 3.2 0 0 1 4.6 4.6l-8.3 8.2a5 5 0 0 1-7-7.1l7.7-7.6" />
            </svg>
            <span class="hidden">{page.chat.attachLabel}</span>
            <input type="file" name="file" accept={offeredKinds} required />
          </label>
          <noscript>
            <button type="submit">{page.chat.sendFile}</button>
          </noscript>
        </form>
        {/* Multipart on purpose: urlencoded Vietnamese is three times as long. */}
        <form
          id="say"
          method="post"
          action={say}
          enctype="multipart/form-data"
          hx-post={say}
          hx-encoding="multipart/form-data"
          hx-swap="none"
          hx-sync="this:queue all"
        >
          <label class="hidden" for="text">
            {page.chat.message}
          </label>
          <textarea
            id="text"
            name="text"
            rows={1}
            maxlength={20_000}
            required
            autocomplete="off"
            enterkeyhint="send"
            placeholder={page.chat.placeholder}
          />
          <button type="submit" class="primary">
            {page.chat.send}
          </button>
        </form>
      </div>
    </div>
  )
}

function Conversation(props: { person: Player; lines: readonly ChatLine[]; uploadLimit: number }) {
  const { person } = props
  const base = `/chat/${encodeURIComponent(person.id)}`
  return (
    <>
      <div class="with">
        <h2>{person.name}</h2>
        <span class="quiet">{person.unitName}</span>
        <span class="roles">
          {person.roles.map((role) => (
            <span class={`role role-${role}`}>{roleName(role)}</span>
          ))}
        </span>
      </div>
      <div class="scroll">
        <div
          id="lines"
          role="log"
          aria-live="off"
          aria-label={page.chat.lines(person.name)}
          hx-get={`${base}/lines`}
          hx-trigger="sse:chat, refresh from:body"
          hx-sync="this:queue last"
        >
          <Lines lines={props.lines} personId={person.id} personName={person.name} />
        </div>
      </div>
      <noscript>
        <p class="without-script">
          {page.chat.withoutScript} <a href={base}>{page.chat.reload}</a>
        </p>
      </noscript>
      <Composer base={base} uploadLimit={props.uploadLimit} />
    </>
  )
}

/** The whole page: whom to play, the chat like a phone's messenger, the board, and the clock above. */
export function chatPage(props: ChatPage) {
  const { open, overview, next } = props
  const person = props.people.find((one) => one.id === open?.id)
  const base = person === undefined ? '/chat' : `/chat/${encodeURIComponent(person.id)}`
  const title = person === undefined ? page.product : `${person.name} · ${page.product}`
  return html`<!doctype html>${(
    <Frame title={title} live class="chat">
      {person !== undefined && (
        <a class="skip" href="#text">
          {page.skip}
        </a>
      )}
      <div id="app" hx-ext="sse" sse-connect={`${base}/events?since=${encodeURIComponent(props.since)}`}>
        <header>
          <a class="brand" href="/chat">
            <svg viewBox="0 0 32 32" aria-hidden="true">
              <rect width="32" height="32" rx="8" />
              <path d="m9 16.5 5 5 9.5-11" />
            </svg>
            <strong>{page.product}</strong>
            <small>{page.sample}</small>
          </a>
          <h1>{overview.boardName}</h1>
          <div
            id="clock"
            role="status"
            aria-label={page.clock.label}
            hx-get="/chat/clock"
            hx-trigger="sse:overview, refresh from:body, every 20s"
            hx-sync="this:queue last"
          >
            <ClockFace now={overview.now} />
          </div>
          <ClockControls now={overview.now} next={next} openPersonId={person?.id} />
          <p class="first">{page.clock.first}</p>
          <p id="passing" role="status">
            <span>{page.clock.passing}</span>
          </p>
        </header>
        <div id="notice" role="alert" data-offline={page.problem.offline} data-large={page.problem.largeFile} hidden />
        <div id="announce" class="hidden" aria-live="polite" />
        <div class="tabs" role="radiogroup" aria-label={page.tabs.label}>
          <Tab name="people" />
          <Tab name="chat" checked />
          <Tab name="board" />
        </div>
        <nav class="pane pane-people" aria-labelledby="people-title">
          <h2 id="people-title">{page.people}</h2>
          <div
            id="people"
            hx-get={`${base}/people`}
            hx-trigger="sse:people, refresh from:body"
            hx-sync="this:queue last"
          >
            <People people={props.people} openPersonId={person?.id} unread={props.unread} />
          </div>
        </nav>
        <main class="pane pane-chat">
          {person === undefined || open === undefined ? (
            <Welcome people={props.people} />
          ) : (
            <Conversation person={person} lines={open.lines} uploadLimit={props.uploadLimit} />
          )}
        </main>
        <aside class="pane pane-board" aria-labelledby="board-title">
          <h2 id="board-title">{page.board.title}</h2>
          <div id="board" hx-get="/chat/board" hx-trigger="sse:overview, refresh from:body" hx-sync="this:queue last">
            <BoardView overview={overview} />
          </div>
        </aside>
      </div>
    </Frame>
  )}`
}
