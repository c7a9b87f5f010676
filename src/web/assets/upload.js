// Several files one after another, with their progress. Without this file the form still sends one at a time.
const find = (id) => document.getElementById(id)
const form = find('send')
const input = find('file')
const problem = find('problem')
const button = form?.querySelector('button')

if (form && form.dataset.many === 'true') {
  input.multiple = true
  find('hint').textContent = find('hint').dataset.many
}

function show(sentence) {
  problem.textContent = sentence
  problem.hidden = sentence === ''
}

const sizeOf = (bytes) =>
  bytes < 1024
    ? `${bytes} B`
    : bytes < 1024 * 1024
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`

/** Resolves to what the server said; {error} when it could not be reached. */
function send(file) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    request.open('POST', form.action)
    request.setRequestHeader('Accept', 'application/json')
    request.responseType = 'json'
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) find('moved').value = (100 * event.loaded) / event.total
    })
    const broken = () => resolve({ error: problem.dataset.broken })
    request.addEventListener('load', () => (request.response ? resolve(request.response) : broken()))
    request.addEventListener('error', broken)
    request.addEventListener('abort', broken)
    const body = new FormData()
    body.append('file', file)
    request.send(body)
  })
}

function received({ name, size }) {
  const line = document.createElement('li')
  const words = { 'file-name': name, 'file-size': sizeOf(size) }
  for (const [kind, text] of Object.entries(words)) {
    const part = document.createElement('span')
    part.className = kind
    part.textContent = text
    line.append(part, ' ')
  }
  find('da-nhan').querySelector('ul').append(line)
  find('da-nhan').hidden = false
  const end = find('end')
  if (end) end.hidden = false
}

/** The link is used up: nothing more can be sent. */
function over() {
  form.remove()
  find('end')?.remove()
  document.querySelector('.foot').remove()
  document.querySelector('h1').replaceWith(find('after-last').content.cloneNode(true))
}

form?.addEventListener('submit', async (event) => {
  event.preventDefault()
  show('')
  const failed = []
  button.disabled = true
  input.disabled = true
  find('moving').hidden = false
  const files = [...input.files]
  for (const file of files) {
    find('moving-name').textContent = file.name
    find('moved').value = 0
    const tooLarge = file.size > Number(form.dataset.limit)
    const answer = tooLarge ? { error: `“${file.name}”: ${problem.dataset.large}` } : await send(file)
    if (answer.error) failed.push(answer.error)
    else received(answer)
    if (answer.left === false) {
      over()
      return
    }
  }
  find('moving').hidden = true
  button.disabled = false
  input.disabled = false
  form.reset()
  show([...new Set(failed)].join('\n'))
})
