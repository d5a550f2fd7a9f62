// Kith's own script. Pages work without it: it keeps drafts and starts GOV.UK Frontend.

for (const form of document.querySelectorAll('form[data-autosave]')) {
  keepDraft(form)
}

const frontend = document.querySelector('script[data-govuk-frontend]')
if (frontend && 'noModule' in HTMLScriptElement.prototype) {
  import(frontend.dataset.govukFrontend)
    .then(({ initAll }) => {
      // Only now: these classes hide what the components will show when asked.
      document.body.classList.add('js-enabled', 'govuk-frontend-supported')
      initAll()
    })
    .catch((error) => console.error('GOV.UK Frontend did not start.', error))
}

/**
 * Posts what is typed to the address in `data-autosave`: soon after typing stops, and every few
 * seconds while it goes on. Says when it was saved, and plainly when it was not.
 */
function keepDraft(form) {
  const pause = 2000
  const longest = 4500
  const retry = 5000
  const address = form.dataset.autosave
  const status = form.querySelector('[data-autosave-status]')

  // Changes are counted; a draft is saved when the count at the time of sending has been taken.
  let changes = 0
  let saved = 0
  let sentOnTheWayOut = 0
  let waitingSince = null
  let sending = null
  let isSubmitted = false
  let timer = null

  form.addEventListener('input', changed)
  form.addEventListener('change', changed)
  form.addEventListener('submit', () => {
    // The whole form is on its way; a draft must not arrive after it.
    isSubmitted = true
    clearTimeout(timer)
    sending?.abort()
  })
  window.addEventListener('pagehide', saveOnTheWayOut)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') saveOnTheWayOut()
  })

  function changed() {
    isSubmitted = false
    changes += 1
    waitingSince ??= Date.now()
    planNext()
  }

  function planNext() {
    plan(Math.min(pause, Math.max(0, waitingSince + longest - Date.now())))
  }

  function plan(delay) {
    clearTimeout(timer)
    timer = setTimeout(save, delay)
  }

  /** The fields as they stand, with the time, so that the server can leave an older draft that comes late. */
  function answers() {
    const answers = new URLSearchParams()
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string') answers.append(name, value)
    }
    answers.append('draft-typed-at', String(Date.now()))
    return answers
  }

  async function save() {
    if (isSubmitted || sending || changes === saved) return
    const count = changes
    waitingSince = null
    sending = new AbortController()
    const outcome = await send(AbortSignal.any([sending.signal, AbortSignal.timeout(10000)]))
    sending = null
    if (isSubmitted) return
    say(outcome.warning ?? `Draft saved at ${time()}`, Boolean(outcome.warning))
    if (outcome.isKept) {
      saved = count
      if (changes !== saved) planNext()
    } else {
      waitingSince = Date.now()
      plan(retry)
    }
  }

  /** Whether the text is kept, and what the person has to know. */
  async function send(signal) {
    try {
      const response = await fetch(address, {
        method: 'POST',
        body: answers(),
        credentials: 'same-origin',
        redirect: 'manual',
        headers: { 'X-Requested-With': 'autosave' },
        signal
      })
      if (response.ok) return { isKept: true }
      const answer = await response.json().catch(() => ({}))
      return answer.kept ? { isKept: true, warning: keptBut(response) } : { warning: reason(response) }
    } catch {
      return { warning: 'Your draft is not saved: Kith cannot be reached. Keep this page open. Kith will go on trying.' }
    }
  }

  /** Nobody says whether this arrives, so it is saved again if the page stays. */
  function saveOnTheWayOut() {
    if (isSubmitted || changes === saved || changes === sentOnTheWayOut) return
    sentOnTheWayOut = changes
    const body = answers()
    if (!navigator.sendBeacon(address, body)) {
      fetch(address, { method: 'POST', body, credentials: 'same-origin', keepalive: true })
        .catch(() => {})
    }
  }

  function keptBut(response) {
    return response.status === 409
      ? `Draft saved at ${time()}, but another window holds a different text of it. Look at both in My drafts.`
      : `Draft saved at ${time()}, but you have been signed out. Sign in again, then go on from My drafts.`
  }

  function reason(response) {
    if (response.type === 'opaqueredirect' || response.status === 401 || response.status === 403) {
      return 'Your draft is not saved: you are no longer signed in. Your text is still on this page. Sign in again in another tab, then come back here.'
    }
    return 'Your draft is not saved. Your text is still on this page. Kith will go on trying.'
  }

  function say(words, hasFailed) {
    if (!status || status.textContent === words) return
    status.textContent = words
    status.classList.toggle('kith-autosave--failed', hasFailed)
  }

  function time() {
    return new Date().toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  }
}
