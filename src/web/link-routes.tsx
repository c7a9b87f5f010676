import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as z from 'zod'
import type { HandedIn, Uploads } from '../app/pages/uploads.ts'
import { refusedFileText } from '../app/plans/refused-file.ts'
import type { Downloads } from '../app/reports/downloads.ts'
import { downloadPage, uploadPage as text } from '../text/vi-links.ts'
import { download, safeFileName } from './download.ts'
import { downloadView } from './page/download-page.tsx'
import { linkGone, uploadDone, uploadView } from './page/upload-page.tsx'
import { wantsJson } from './respond.ts'
import type { WebEnv } from './web-env.ts'

/*
 * Pages behind links that were sent to one person each; the token is the right, there are no cookies. Looking at a
 * page changes nothing, so a chat program's preview spends nothing.
 *
 *   GET  /upload/:token        what the files are for, and a form
 *   POST /upload/:token        multipart, field `file`; a caller that accepts JSON gets {name, size, left} or {error}
 *   POST /upload/:token/xong   no more files
 *   GET  /tai/:token           name and size of a file, and a button
 *   POST /tai/:token           the file
 */

/** Megabytes of a file that are taken. */
export const limitMb = 20
/** Above it by what a form needs around the file. */
const mostBytes = (limitMb + 1) * 1024 * 1024
/** Files in memory at once, over all links and for each of them. */
const mostAtOnce = 6
const mostOfOne = 2

type C = Context<WebEnv>

const posted = z.object({ file: z.instanceof(File).refine((file) => file.name !== '' || file.size > 0) })

const statusOf = { 'too-large': 413, kind: 415, content: 422, empty: 422, encrypted: 422 } as const

/** Routes for uploads and downloads, to be mounted at `/`. */
export function linkRoutes({ uploads, downloads }: { readonly uploads: Uploads; readonly downloads: Downloads }) {
  const routes = new Hono<WebEnv>()
  const uncached = async (c: C, next: () => Promise<void>): Promise<void> => {
    await next()
    c.res.headers.set('Cache-Control', 'private, no-store')
    c.res.headers.set('X-Robots-Tag', 'noindex')
  }
  for (const path of ['/upload/*', '/tai/*']) routes.use(path, uncached)

  const gone = (c: C) =>
    wantsJson(c) ? c.json({ error: text.gone }, 404) : c.html(linkGone(text.goneTitle, text.gone), 404)

  /** Says no on the page itself, so that the person can try again at once. */
  const refuse = async (c: C, status: 400 | 413 | 415 | 422 | 503, sentence: string) => {
    if (wantsJson(c)) return c.json({ error: sentence }, status)
    const token = c.req.param('token') ?? ''
    const view = await uploads.view(token)
    return view === undefined ? gone(c) : c.html(uploadView(view, token, limitMb, sentence), status)
  }

  routes.get('/upload/:token', async (c) => {
    const token = c.req.param('token')
    const view = await uploads.view(token)
    return view === undefined ? gone(c) : c.html(uploadView(view, token, limitMb))
  })

  let underWay = 0
  const ofLink = new Map<string, number>()
  routes.post(
    '/upload/:token',
    // Before anything is read: whoever has no link sends nothing.
    async (c, next) => {
      if ((await uploads.view(c.req.param('token'))) === undefined) return gone(c)
      const token = c.req.param('token')
      const mine = ofLink.get(token) ?? 0
      if (underWay >= mostAtOnce || mine >= mostOfOne) return refuse(c, 503, text.problem.busy)
      underWay += 1
      ofLink.set(token, mine + 1)
      try {
        return await next()
      } finally {
        underWay -= 1
        const left = (ofLink.get(token) ?? 1) - 1
        if (left > 0) ofLink.set(token, left)
        else ofLink.delete(token)
      }
    },
    bodyLimit({ maxSize: mostBytes, onError: (c) => refuse(c as C, 413, text.problem.tooLarge(limitMb)) }),
    async (c) => {
      const body = await c.req.parseBody().catch(() => undefined)
      if (body === undefined) return refuse(c, 400, text.problem.broken)
      const sent = posted.safeParse(body)
      if (!sent.success) return refuse(c, 400, text.problem.noFile)
      const { file } = sent.data
      const token = c.req.param('token')
      const bytes = new Uint8Array(await file.arrayBuffer())
      const result = await uploads.handIn(token, safeFileName(file.name), bytes)
      if (result === undefined) return gone(c)
      if ('refused' in result) return refuse(c, statusFor(result.refused.why), refusedFileText(result.refused))
      return taken(c, token, result)
    },
  )

  routes.post('/upload/:token/xong', async (c) => {
    const view = await uploads.end(c.req.param('token'))
    if (view === undefined) return gone(c)
    return c.html(uploadDone(view))
  })

  routes.get('/tai/:token', async (c) => {
    const token = c.req.param('token')
    const view = await downloads.view(token)
    return view === undefined ? noFile(c) : c.html(downloadView(view, token))
  })

  routes.post('/tai/:token', async (c) => {
    const file = await downloads.fetch(c.req.param('token'))
    return file === undefined ? noFile(c) : download(c, file.ref, file.bytes)
  })

  return routes
}

const noFile = (c: C) => c.html(linkGone(downloadPage.goneTitle, downloadPage.gone), 404)

const statusFor = (why: string): 413 | 415 | 422 => (why in statusOf ? statusOf[why as keyof typeof statusOf] : 422)

function taken(c: C, token: string, { taken: file, view }: Extract<HandedIn, { taken: unknown }>) {
  if (wantsJson(c)) return c.json({ name: file.name, size: file.size, left: view !== undefined })
  // A page of its own for the last file: its link opens nothing any more. Else the form again, by GET.
  if (view === undefined) return c.html(uploadDone({ matter: null, received: [file] }))
  return c.redirect(`/upload/${encodeURIComponent(token)}#da-nhan`, 303)
}
