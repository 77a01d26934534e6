// The worksheet: every answer is saved as it is given. htmx sends and swaps; this file keeps what is not yet saved,
// says so, and brings two versions of a text together. Without it, each focus area has a button that saves it.
(() => {
  "use strict";
  const sheet = document.querySelector("[data-sheet][data-may-rate]");
  if (!sheet) return;
  document.documentElement.classList.add("ts-js");

  const prefix = `ts:${sheet.dataset.user}:${sheet.dataset.sheet}:`;
  const status = document.getElementById("status");
  const saved = new Map(); // item key -> the answer and note that are stored, as one text
  const sent = new Map(); // item key -> what the request under way carries
  const failed = new Map(); // item key -> what was sent last and not stored: only asking for it sends the same again
  let leaving = false; // on the way to the sign-in page, from which what is kept comes back

  // One item: its controls, its answer and note, its line of state -------------------------------------------------

  const itemOf = (node) => node.closest("[data-item]");
  const items = () => [...sheet.querySelectorAll("[data-item]")];
  const keyOf = (item) => item.dataset.item;
  const noteOf = (item) => item.querySelector("textarea");
  const texts = (item) => [...item.querySelectorAll("textarea")]; // one, or several that are told apart by name
  const nameOf = (item, text) => text.name.slice(keyOf(item).length + 1);
  const versionOf = (item) => item.querySelector(`[name="${keyOf(item)}-version"]`);
  const answerOf = (item) => item.querySelector("input[type=radio]:checked")?.value ?? "";
  const conflictOf = (key) => document.querySelector(`[data-conflict="${key}"]`);
  const textOf = (item) => JSON.stringify([answerOf(item), ...texts(item).map((text) => text.value)]);
  const isSaved = (item) => saved.get(keyOf(item)) === textOf(item);

  // What the page was told is stored: all texts by name, or the note alone.
  const storedTexts = (told) => (told.texts ? JSON.parse(told.texts) : { note: told.note });
  const setTexts = (item, told, choose = (theirs) => theirs) => {
    const stored = storedTexts(told);
    texts(item).forEach((text, n) => (text.value = choose(stored[nameOf(item, text)] ?? "", text.value, n)));
  };
  // The same as one text, as `textOf` would write it; where a round covers the rating, there is none on the page.
  const toldText = (item, told) => {
    const stored = storedTexts(told);
    const value = item.querySelector("input[type=radio]") ? told.value : "";
    return JSON.stringify([value, ...texts(item).map((text) => stored[nameOf(item, text)] ?? "")]);
  };

  const setAnswer = (item, value) => {
    for (const radio of item.querySelectorAll("input[type=radio]")) radio.checked = value !== "" && radio.value === value;
  };

  const icon = (name) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "ts-icon");
    svg.setAttribute("aria-hidden", "true");
    svg.setAttribute("focusable", "false");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `#${name}`);
    svg.append(use);
    return svg;
  };

  const say = (item, name, words, action) => {
    const state = item.querySelector(".ts-state");
    const version = versionOf(item);
    const span = document.createElement("span");
    span.append(icon(name), words);
    state.classList.toggle("ts-state--warn", name === "i-warn");
    state.replaceChildren(version, span, ...(action ? [action] : []));
  };

  const button = (words) => {
    const node = document.createElement("button");
    node.type = "button";
    node.dataset.again = "";
    node.textContent = words;
    return node;
  };

  const link = (words, href) => {
    const node = document.createElement("a");
    node.href = href;
    node.textContent = words;
    return node;
  };

  // Keeping what is typed ---------------------------------------------------------------------------------------

  const keep = (item) => {
    const kept = { value: answerOf(item), note: noteOf(item).value, version: versionOf(item).value };
    const several = texts(item).map((text) => [nameOf(item, text), text.value]);
    if (several.length > 1) kept.texts = JSON.stringify(Object.fromEntries(several));
    try {
      sessionStorage.setItem(prefix + keyOf(item), JSON.stringify(kept));
    } catch {
      // A full or forbidden storage must not stop anybody from typing: the page itself still holds the text.
    }
  };
  const forget = (item) => sessionStorage.removeItem(prefix + keyOf(item));
  const mark = (item) => {
    const [answer, ...stored] = JSON.parse(saved.get(keyOf(item)));
    const isRated = answer === answerOf(item);
    texts(item).forEach((text, n) => text.classList.toggle("is-unsaved", text.value !== stored[n] || (n === 0 && !isRated)));
  };
  const settle = (item) => {
    mark(item);
    if (isSaved(item)) forget(item);
    else keep(item);
  };

  const restore = (item) => {
    const text = sessionStorage.getItem(prefix + keyOf(item));
    if (!text) return;
    const kept = JSON.parse(text);
    setAnswer(item, kept.value);
    setTexts(item, kept);
    if (isSaved(item)) {
      forget(item);
      return;
    }
    versionOf(item).value = kept.version;
    mark(item);
    save(item);
  };

  const save = (item) => htmx.trigger(item, "save");
  // One after the other: of answers that overtake each other, an older one would set the figures of the progress last.
  let waiting = [];
  const saveNext = () => {
    waiting = waiting.filter((item) => !isSaved(item) && !conflictOf(keyOf(item)));
    if (waiting.length) save(waiting.shift());
  };
  const saveAll = () => {
    waiting = items();
    saveNext();
  };

  // Sending -----------------------------------------------------------------------------------------------------

  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";

  document.addEventListener("htmx:configRequest", (event) => {
    event.detail.headers["X-CSRFToken"] = token();
    event.detail.path = sheet.dataset.url + event.detail.path;
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    const item = itemOf(event.detail.elt);
    if (!item) return;
    const asked = event.detail.requestConfig.triggeringEvent?.type === "save";
    const repeats = !asked && failed.get(keyOf(item)) === textOf(item);
    if (isSaved(item) || conflictOf(keyOf(item)) || repeats) {
      event.preventDefault();
      return;
    }
    sent.set(keyOf(item), textOf(item));
    say(item, "i-wait", "Saving");
  });

  const failures = {
    401: (item) =>
      say(item, "i-warn", "Not saved yet: you are signed out. Kept on this computer.", link("Sign in to save", signIn())),
    403: (item) =>
      say(item, "i-warn", "Not saved: your role or this page has changed. Kept on this computer.", link("Load the page again", "")),
    404: (item) => say(item, "i-warn", "Not saved: this page is no longer open to you. Kept on this computer."),
  };
  const offline = (item) => say(item, "i-warn", "Not saved yet: no connection. Kept on this computer.", button("Try again"));
  const signIn = () => `${sheet.dataset.signIn}?next=${encodeURIComponent(location.pathname)}`;

  document.addEventListener("htmx:afterRequest", (event) => {
    const item = itemOf(event.detail.elt);
    if (!item || !sent.has(keyOf(item))) return;
    const code = event.detail.xhr.status;
    const stored = code >= 200 && code < 300;
    (stored ? saved : failed).set(keyOf(item), sent.get(keyOf(item)));
    if (!stored && ![409, 422, 423].includes(code)) (failures[code] ?? offline)(item);
    sent.delete(keyOf(item));
    settle(item);
    if (code > 0) saveNext();
  });

  // Of two answers that overtake each other, the later one's progress figures stay.
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const shown = Number(event.detail.target.dataset.revision ?? 0);
    const next = event.detail.fragment.querySelector?.("[data-revision]") ?? event.detail.fragment;
    if (Number(next.dataset?.revision ?? shown) < shown) event.detail.shouldSwap = false;
  });

  // A swap may bring somebody else's newer text, or two versions to choose from.
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    const node = event.detail.target;
    const now = node.querySelector?.("[data-replaced]") ?? document.querySelector("[data-replaced]");
    if (now) {
      const item = document.getElementById(`i-${now.dataset.replaced}`);
      // What was typed since the request was sent stays as it is.
      const [answer, ...asked] = JSON.parse(sent.get(keyOf(item)) ?? textOf(item));
      if (answerOf(item) === answer) setAnswer(item, now.dataset.value);
      setTexts(item, now.dataset, (theirs, mine, n) => (mine === asked[n] ? theirs : mine));
      saved.set(keyOf(item), toldText(item, now.dataset));
      if (sent.has(keyOf(item))) sent.set(keyOf(item), saved.get(keyOf(item)));
      now.remove();
      settle(item);
    }
    if (node.id === "status") window.setTimeout(() => (status.textContent = ""), 6000);
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    const item = itemOf(event.detail.elt);
    if (item && event.detail.xhr?.status === 409) conflictOf(keyOf(item))?.focus();
  });

  // Choosing between two versions ---------------------------------------------------------------------------------

  const both = (theirs, mine) => [...new Set([theirs, mine].filter(Boolean))].join("\n\n");

  const choose = (panel, choice) => {
    const item = document.getElementById(`i-${panel.dataset.conflict}`);
    const theirs = panel.dataset;
    versionOf(item).value = theirs.version;
    saved.set(keyOf(item), toldText(item, theirs));
    if (choice === "theirs") setAnswer(item, theirs.value);
    if (choice === "theirs") setTexts(item, theirs);
    if (choice === "both") setTexts(item, theirs, both);
    panel.remove();
    settle(item);
    noteOf(item).focus();
    if (choice === "mine") save(item);
    else if (choice === "both") say(item, "i-warn", "Not saved yet: both texts are here. Edit them into one.", button("Save as it is"));
    else say(item, "i-check", "Kept the saved version.");
  };

  // Events of the page --------------------------------------------------------------------------------------------

  sheet.addEventListener("input", (event) => {
    const item = itemOf(event.target);
    if (item) settle(item);
  });
  sheet.addEventListener("click", (event) => {
    if (event.target.closest(".ts-state--warn a")) leaving = true;
    const pressed = event.target.closest("button");
    if (!pressed) return;
    const panel = pressed.closest("[data-conflict]");
    if (panel) {
      event.preventDefault();
      choose(panel, pressed.value);
    } else if ("again" in pressed.dataset) {
      save(itemOf(pressed));
    }
  });
  // Enter on an answer would send its whole focus area, as browsers without this file do on purpose.
  sheet.addEventListener("submit", (event) => {
    if ("whole" in (event.submitter?.dataset ?? {})) {
      leaving = true; // a button that sends everything on the page, and goes on to another
      return;
    }
    event.preventDefault();
    saveAll();
  });
  window.addEventListener("online", saveAll);
  window.setInterval(() => navigator.onLine && document.querySelector("[data-again]") && saveAll(), 20000);
  window.addEventListener("beforeunload", (event) => {
    if (!leaving && items().some((item) => !isSaved(item))) event.preventDefault();
  });

  // Next unrated ----------------------------------------------------------------------------------------------------

  let here = null; // the item that had the focus last, or the focus area chosen since
  sheet.addEventListener("focusin", (event) => (here = itemOf(event.target) ?? here));
  document.querySelector(".ts-rail__list")?.addEventListener("click", (event) => {
    const chosen = event.target.closest("a");
    if (chosen) here = document.querySelector(chosen.hash);
  });
  const follows = (item) =>
    here.contains(item) ? item !== here : here.compareDocumentPosition(item) & Node.DOCUMENT_POSITION_FOLLOWING;

  // Whether there are items without a control: a round rates them.
  const covered = () => sheet.querySelector('[id^="i-"]:not([data-item])') !== null;

  // Shows an item with what it belongs to: the whole practice where that fits into the window together with the item,
  // else its indicator or ballot where that fits together with the answers, else the item, whose heading has its code.
  const bring = (item) => {
    const padding = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0;
    const room = window.innerHeight - padding - 24;
    const fits = (whole, last) => whole && last.getBoundingClientRect().bottom - whole.getBoundingClientRect().top <= room;
    const [practice, one] = [item.closest(".ts-practice"), item.closest(".ts-ind, .ts-ballot")];
    const shown = fits(practice, item) ? practice : fits(one, item.querySelector("fieldset") ?? item) ? one : item;
    shown.scrollIntoView({ block: "start" });
  };

  const nextUnrated = () => {
    const unrated = items().filter((item) => answerOf(item) === "");
    const next = (here && unrated.find(follows)) ?? unrated[0];
    if (!next) {
      status.textContent = covered() ? "Everything that can be rated here is rated." : "Everything is rated.";
      return;
    }
    bring(next);
    next.querySelector("input[type=radio]").focus({ preventScroll: true });
  };
  document.querySelector("[data-next]")?.addEventListener("click", (event) => {
    event.preventDefault();
    nextUnrated();
  });

  const hint = document.querySelector("[data-shortcut]");
  const toggle = hint?.querySelector("[data-shortcut-toggle]");
  const shortcut = () => localStorage.getItem("ts-shortcut") !== "off";
  const showShortcut = () => (toggle.textContent = shortcut() ? "Turn off" : "Turn on");
  toggle?.addEventListener("click", () => {
    localStorage.setItem("ts-shortcut", shortcut() ? "off" : "on");
    showShortcut();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("textarea, input:not([type=radio]), select, [contenteditable]");
    if (event.key.toLowerCase() !== "u" || typing || event.ctrlKey || event.metaKey || event.altKey || !shortcut()) return;
    event.preventDefault();
    nextUnrated();
  });

  // Begin -------------------------------------------------------------------------------------------------------------

  for (const item of items()) {
    saved.set(keyOf(item), textOf(item));
  }
  if (hint) {
    hint.hidden = false;
    showShortcut();
  }
  htmx.onLoad((root) => {
    if (root === document.body) items().forEach(restore);
  });
})();
