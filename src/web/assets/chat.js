// What the page cannot say in markup: Enter sends, the newest message is in view, problems are shown. Without this
// file every form still works.
const find = (id) => document.getElementById(id)
const lastLine = () => document.querySelector('#lines .line:last-of-type')

const notice = find('notice')
let hideLater
function show(sentence) {
  notice.textContent = sentence
  notice.hidden = false
  clearTimeout(hideLater)
  hideLater = setTimeout(hide, 8000)
}
function hide() {
  notice.hidden = true
}
notice.addEventListener('click', hide)

// ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────────

const say = find('say')
const box = find('text')
// One message at a time goes out, in order; what is typed meanwhile waits here and the box is free for the next.
const waiting = []
if (say) say.noValidate = true
say?.addEventListener(
  'submit',
  (event) => {
    if (box.value.trim() === '') {
      event.preventDefault()
      event.stopImmediatePropagation()
      box.focus()
    } else {
      waiting.push(box.value)
      box.value = ''
    }
  },
  true,
)
box?.addEventListener('keydown', (event) => {
  // While a Vietnamese input method composes a word, Enter belongs to it.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
  event.preventDefault()
  say.requestSubmit()
})
say?.addEventListener('htmx:configRequest', (event) => {
  event.detail.parameters.text = waiting.shift()
})
say?.addEventListener('htmx:afterRequest', (event) => {
  if (!event.detail.successful && box.value === '') box.value = event.detail.requestConfig.parameters.text
})
if (box && matchMedia('(min-width: 64rem)').matches) box.focus()

const attach = find('attach')
attach?.addEventListener('change', (event) => {
  const file = event.target.files[0]
  if (!file) return
  if (file.size > Number(attach.dataset.limit)) {
    show(notice.dataset.large)
    attach.reset()
  } else attach.requestSubmit()
})
attach?.addEventListener('htmx:afterRequest', () => attach.reset())

// Questions follow each other in the same place: the second click of a double click would answer the next one.
find('lines')?.addEventListener(
  'click',
  (event) => {
    if (event.detail > 1 && event.target.closest('button')) event.preventDefault()
  },
  true,
)

// ── What the server sends ────────────────────────────────────────────────────────────────────────────────────────

let last = lastLine()?.id
let heldFocus = false
const folded = new Map()

document.body.addEventListener('htmx:beforeSwap', (event) => {
  const target = event.detail.target
  if (target.id === 'lines') heldFocus = target.contains(document.activeElement)
  if (target.id === 'board') for (const part of target.querySelectorAll('details')) folded.set(part.id, part.open)
})

document.body.addEventListener('htmx:afterSwap', (event) => {
  const target = event.detail.target
  if (target.id === 'board')
    for (const part of target.querySelectorAll('details')) if (folded.has(part.id)) part.open = folded.get(part.id)
  if (target.id === 'clock') keepAhead(target.querySelector('time').dateTime.slice(0, 10))
  if (target.id !== 'lines') return
  const line = lastLine()
  if (line && line.id !== last) {
    last = line.id
    // The list is laid out from its end: 0 is the newest message.
    target.parentElement.scrollTop = 0
    if (line.classList.contains('from-product'))
      find('announce').textContent = line.querySelector('.text')?.textContent ?? ''
  }
  if (heldFocus) (target.querySelector('fieldset.choices button') ?? box)?.focus()
})

/** Proposes tomorrow when the clock has passed the day that was proposed. */
function keepAhead(today) {
  const to = find('to')
  if (to.value <= today && document.activeElement !== to)
    to.value = new Date(Date.parse(today) + 86_400_000).toISOString().slice(0, 10)
}

let opened = false
document.body.addEventListener('htmx:sseOpen', () => {
  opened = true
  hide()
})
document.body.addEventListener('htmx:sseError', () => opened && show(notice.dataset.offline))
document.body.addEventListener('htmx:sendError', () => show(notice.dataset.offline))
document.body.addEventListener('htmx:responseError', (event) => show(event.detail.xhr.responseText))
// What has worked since makes the last problem old.
document.body.addEventListener('htmx:afterRequest', (event) => {
  if (event.detail.successful && event.detail.requestConfig.verb === 'post') hide()
})
