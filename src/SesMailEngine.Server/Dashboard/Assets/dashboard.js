// Makes pages quicker to use; every page can be read and every form sent without it.
"use strict";
(() => {
  const wait = (run, ms) => {
    let timer;
    return (...args) => { clearTimeout(timer); timer = setTimeout(() => run(...args), ms); };
  };

  // A part of the page comes as markup the server made and encoded.
  const replace = (id, html) => {
    const place = document.getElementById(id);
    if (!place || place.innerHTML === html) return;
    if (place.contains(document.activeElement) && document.activeElement !== place) return;
    place.innerHTML = html;
  };

  // Live numbers: the server says which part changed.
  const live = document.querySelector("[data-live]");
  if (live) {
    const button = document.getElementById("pause");
    let source;
    const start = () => {
      source = new EventSource(live.dataset.live);
      source.onmessage = event => {
        const part = JSON.parse(event.data);
        replace(part.id, part.html);
      };
      source.onopen = () => { live.dataset.state = "open"; };
    };
    const stop = () => { source?.close(); source = undefined; live.dataset.state = "paused"; };
    if (button) {
      button.hidden = false;
      button.addEventListener("click", () => {
        if (source) stop(); else start();
        button.textContent = source ? "Pause updates" : "Resume updates";
      });
    }
    addEventListener("pagehide", stop);
    start();
  }

  // Search as you type and live previews: the form is sent, and what it would show takes the place of what is shown.
  for (const form of document.querySelectorAll("form[data-into]")) {
    let running;
    const send = async () => {
      running?.abort();
      running = new AbortController();
      const into = document.getElementById(form.dataset.into);
      into.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(form.action, {
          method: "POST", body: new URLSearchParams(new FormData(form)), headers: { "X-Fragment": "1" }, signal: running.signal,
        });
        if (!answer.ok) return;
        into.innerHTML = await answer.text();
        const location = answer.headers.get("X-Location");
        if (location) history.replaceState(null, "", location);
      } catch (error) {
        if (error.name !== "AbortError") into.dataset.state = "failed";
        else return;
      } finally {
        if (!running.signal.aborted) into.removeAttribute("aria-busy");
      }
    };
    form.addEventListener("input", wait(send, 250));
    form.addEventListener("submit", event => {
      if (event.submitter?.hasAttribute("data-whole")) return;
      event.preventDefault();
      send();
    });
  }

  // "/" goes to the search field, as in many tools of this kind.
  document.addEventListener("keydown", event => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
    const field = document.querySelector("input[type=search]");
    if (field) { event.preventDefault(); field.focus(); }
  });
})();
