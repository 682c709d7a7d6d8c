// The panel beside the map and the bar below it: always what the server writes, fetched again when something changes.

const DONE_SHOWN_MS = 8000;

// What was done has been read by now; what failed stays.
function forgetDone() {
  for (const notice of document.querySelectorAll('[data-part="notices"] [data-level="success"]')) notice.remove();
}

export class Panel {
  #onPut;
  #running = null;
  #soon = null;
  #done = null;
  #wanted = new Set();

  // onPut: called after parts were put in place.
  constructor(onPut) {
    this.#onPut = onPut;
  }

  // Fetch this page's parts anew and put those named in place. What somebody is in with the keyboard stays.
  async refresh(...names) {
    clearTimeout(this.#soon);
    for (const name of names) this.#wanted.add(name);
    const url = new URL(location.href);
    url.searchParams.set("part", "panel");
    this.#running?.abort();
    this.#running = new AbortController();
    try {
      const answer = await fetch(url, { signal: this.#running.signal, credentials: "same-origin" });
      const html = await answer.text();
      const wanted = [...this.#wanted];
      this.#wanted.clear();
      if (answer.ok) this.#put(html, wanted);
    } catch (error) {
      if (error.name !== "AbortError") console.info("the panel could not be fetched; the next try will");
    }
  }

  // The same in a moment: many wishes make one.
  refreshSoon(...names) {
    for (const name of names) this.#wanted.add(name);
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.refresh(), 500);
  }

  // Send a form of the bar and show what came of it.
  async send(form, button) {
    const body = new FormData(form, button);
    for (const one of form.querySelectorAll("button")) one.disabled = true;
    try {
      const answer = await fetch(form.action, { method: "POST", body, credentials: "same-origin" });
      this.#put(await answer.text(), ["notices", "state", "timebar"], { force: true });
      clearTimeout(this.#done);
      this.#done = setTimeout(forgetDone, DONE_SHOWN_MS);
    } catch {
      form.submit(); // the browser then says itself what is wrong
    }
  }

  #put(html, names, { force = false } = {}) {
    const page = new DOMParser().parseFromString(html, "text/html");
    for (const name of names) {
      const fresh = page.querySelector(`[data-part="${name}"]`);
      const shown = document.querySelector(`[data-part="${name}"]`);
      const isUsed = shown?.contains(document.activeElement) && name !== "inspector";
      if (fresh && shown && (force || !isUsed)) shown.replaceWith(document.adoptNode(fresh));
    }
    this.#onPut();
  }
}
