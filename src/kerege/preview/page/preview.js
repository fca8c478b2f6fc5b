/* In the preview only: hears from the server what has changed, brings the page up to date without losing the place, and
   shows the findings. The page itself is the one that a build would write. */
(function () {
  "use strict";
  var me = document.currentScript;
  var words = JSON.parse(me.dataset.labels);
  var digest = me.dataset.digest;
  var number = -1, drawings = null, fresh = {}, source = null, panel = null, asking = false, again = false;

  function element(tag, attributes, parent, text) {
    var made = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) { made.setAttribute(name, attributes[name]); });
    if (text) made.textContent = text;
    if (parent) parent.appendChild(made);
    return made;
  }
  function kept(name) { try { return sessionStorage.getItem(name); } catch (error) { return null; } }
  function keep(name, value) { try { sessionStorage.setItem(name, value); } catch (error) { /* lasts for this page */ } }

  /* ---- the page ---- */

  /* What a reader has opened, ticked or typed, and what the scripts of the theme have set, is theirs. */
  var THEIRS = ["open", "hidden", "aria-expanded", "aria-pressed", "aria-current", "data-asked", "tabindex", "checked", "style"];
  /* Scripts of the theme mark the furniture by classes, and the chosen colours on the page as a whole. */
  function theirs(element, name) {
    return THEIRS.indexOf(name) >= 0 || name.indexOf("data-md-") === 0 || name === "class" && /^md-/.test(element.className);
  }

  function attributes(now, then) {
    Array.prototype.slice.call(now.attributes).forEach(function (a) {
      if (!then.hasAttribute(a.name) && !theirs(now, a.name)) now.removeAttribute(a.name);
    });
    Array.prototype.slice.call(then.attributes).forEach(function (a) {
      if (now.getAttribute(a.name) !== a.value && !theirs(now, a.name)) now.setAttribute(a.name, a.value);
    });
  }
  function alike(now, then) {
    return now.nodeType === then.nodeType && now.nodeName === then.nodeName && (now.id || "") === (then.id || "");
  }
  function morph(now, then) {
    if (now.nodeType !== Node.ELEMENT_NODE) {
      if (now.nodeValue !== then.nodeValue) now.nodeValue = then.nodeValue;
      return;
    }
    attributes(now, then);
    var old = ours(now), next = ours(then), end = 0, begin = 0;
    while (begin < old.length && begin < next.length && old[begin].isEqualNode(next[begin])) begin += 1;
    while (end < old.length - begin && end < next.length - begin &&
           old[old.length - 1 - end].isEqualNode(next[next.length - 1 - end])) end += 1;
    var after = old[old.length - end] || null;
    old = old.slice(begin, old.length - end);
    next = next.slice(begin, next.length - end);
    next.forEach(function (node) {
      /* The same element further down was moved up, or what stood before it is gone. */
      var at = -1;
      for (var i = 0; i < old.length && at < 0; i += 1) if (node.id ? old[i].id === node.id && alike(old[i], node) : i === 0 && alike(old[i], node)) at = i;
      if (at >= 0 && (node.id || at === 0)) {
        old.splice(0, at).forEach(function (gone) { now.removeChild(gone); });
        morph(old.shift(), node);
      } else {
        now.insertBefore(document.importNode(node, true), old[0] || after);
      }
    });
    old.forEach(function (gone) { now.removeChild(gone); });
  }
  function ours(node) {
    return Array.prototype.filter.call(node.childNodes, function (child) {
      return !(child.nodeType === Node.ELEMENT_NODE && child.hasAttribute("data-kerege-preview"));
    });
  }
  /* The first block in view, by which the place is kept. */
  function anchor() {
    var found = null;
    document.querySelectorAll("article :is(p, h1, h2, h3, li, figure, tr)").forEach(function (block) {
      var box = block.getBoundingClientRect();
      if (!found && box.bottom > 0 && box.top < window.innerHeight && box.height) found = { block: block, top: box.top };
    });
    return found;
  }
  function refresh() {
    if (asking) { again = true; return; }
    asking = true;
    fetch(location.href, { cache: "no-store" }).then(function (answer) { return answer.text(); }).then(function (text) {
      var then = new DOMParser().parseFromString(text, "text/html");
      var mine = then.querySelector("script[data-kerege-preview]");
      if (!mine) { location.reload(); return; }
      digest = mine.dataset.digest;
      var place = window.scrollY > 0 ? anchor() : null;
      document.title = then.title;
      document.documentElement.lang = then.documentElement.lang;
      unmark();
      morph(document.body, then.body);
      redraw();
      if (marking) mark();
      if (place && place.block.isConnected) window.scrollBy(0, place.block.getBoundingClientRect().top - place.top);
      document.dispatchEvent(new CustomEvent("kerege-preview"));
    }).catch(function () { /* the line says when the server is back */ }).then(function () {
      asking = false;
      if (again) { again = false; refresh(); }
    });
  }
  function redraw() {
    Object.keys(fresh).forEach(function (key) {
      document.querySelectorAll('img[src*="/figures/' + key + '."]').forEach(function (image) {
        var src = image.getAttribute("src").split("?")[0] + "?" + fresh[key];
        if (image.getAttribute("src") !== src) image.setAttribute("src", src);
      });
    });
  }

  /* ---- the numbers over the page: what is tied, and why the rest need not be ---- */

  var KINDS = { tied: "T", untied: "U", convention: "C", narrative: "N", unread: "?" };
  var BLOCKS = "main p, main li, main h1, main h2, main h3, main h4, main h5, main h6, main td, main th, main caption, main figcaption, main dd, main dt, main summary";
  var marking = false;

  function numbered() {
    var button = element("button", { "class": "kp-numbers", type: "button", "aria-pressed": "false" }, panel, words.numbers);
    var legend = element("ul", { "class": "kp-legend", hidden: "" }, panel);
    Object.keys(KINDS).forEach(function (kind) {
      var entry = element("li", {}, legend);
      element("span", { "class": "kp-n kp-n-" + kind, "data-letter": KINDS[kind] }, entry, words[kind === "unread" ? "unread_number" : kind]);
      element("span", { "class": "kp-sum", "data-kind": kind }, entry);
    });
    element("p", { "class": "kp-why", "aria-live": "polite", hidden: "" }, panel);
    button.addEventListener("click", function () { lay(!marking); keep("kerege-numbers", marking ? "on" : "off"); });
    document.addEventListener("focusin", why);
    document.addEventListener("mouseover", why);
    if (kept("kerege-numbers") === "on") lay(true);
  }
  function lay(on) {
    marking = on;
    panel.querySelector(".kp-numbers").setAttribute("aria-pressed", String(on));
    panel.querySelector(".kp-legend").hidden = panel.querySelector(".kp-why").hidden = !on;
    unmark();
    if (on) mark();
  }
  function why(event) {
    var at = marking && event.target.closest ? event.target.closest("mark.kp-n") : null;
    if (at) panel.querySelector(".kp-why").textContent = at.dataset.why;
  }
  function unmark() {
    document.querySelectorAll("mark.kp-n").forEach(function (made) {
      var parent = made.parentNode;
      while (made.firstChild) parent.insertBefore(made.firstChild, made);
      parent.removeChild(made);
      parent.normalize();
    });
  }
  function mark() {
    fetch("/_kerege/numbers?page=" + encodeURIComponent(location.pathname), { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (passages) {
        if (!marking) return;
        unmark();
        var blocks = Array.prototype.slice.call(document.querySelectorAll(BLOCKS)), at = 0, sums = {};
        passages.forEach(function (passage) {
          passage.numbers.forEach(function (one) { sums[one.kind] = (sums[one.kind] || 0) + 1; });
          var found = beginning(blocks, letters(passage.begins), at);
          if (found < 0) found = beginning(blocks, letters(passage.begins), 0);
          if (found < 0) return;
          at = found + 1;
          lettered(blocks[found], passage.numbers);
        });
        panel.querySelectorAll(".kp-sum").forEach(function (sum) { sum.textContent = " " + (sums[sum.dataset.kind] || 0); });
        panel.querySelector(".kp-why").textContent = passages.length ? "" : words.numbers_none;
      }).catch(function () { /* the line says when the server is back */ });
  }
  function letters(text) { return text.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase().slice(0, 40); }
  function beginning(blocks, begins, from) {
    for (var i = from; i < blocks.length; i += 1) {
      if (blocks[i].closest(".kp")) continue;
      var place = blocks[i].textContent.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase().slice(0, 52).indexOf(begins);
      if (place >= 0 && place <= 12) return i;
    }
    return -1;
  }
  /* The text of a block with a place in the page for each of its characters; blanks and dashes of every kind are one. */
  function flattened(block) {
    var walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), text = "", places = [], node;
    while ((node = walker.nextNode())) {
      for (var i = 0; i < node.length; i += 1) {
        var sign = node.data[i];
        if ("\u00ad\u2060\u200b".indexOf(sign) >= 0) continue;
        sign = like(sign);
        if (sign === " " && text.slice(-1) === " ") continue;
        text += sign;
        places.push([node, i]);
      }
    }
    return { text: text, places: places };
  }
  function like(text) { return text.replace(/[\s\u00a0\u2009\u202f]/g, " ").replace(/[\u2010-\u2015\u2212]/g, "-"); }
  function lettered(block, numbers) {
    var flat = flattened(block), from = 0, spans = [];
    numbers.forEach(function (one) {
      var start = flat.text.indexOf(like(one.words), from);
      if (start < 0) return;
      from = start + one.words.length;
      spans.push({ one: one, places: flat.places.slice(start, from) });
    });
    /* From the end, so that the places before stay what they are. */
    spans.reverse().forEach(function (span) {
      var pieces = [];
      span.places.forEach(function (place) {
        var last = pieces[pieces.length - 1];
        if (last && last.node === place[0]) last.end = place[1] + 1;
        else pieces.push({ node: place[0], start: place[1], end: place[1] + 1 });
      });
      pieces.reverse().forEach(function (piece, number) {
        var range = document.createRange();
        range.setStart(piece.node, piece.start);
        range.setEnd(piece.node, piece.end);
        var made = document.createElement("mark");
        made.className = "kp-n kp-n-" + span.one.kind;
        made.dataset.why = span.one.words + ": " + words[span.one.kind === "unread" ? "unread_number" : span.one.kind] + " – " + span.one.why;
        made.title = made.dataset.why;
        if (number === 0) made.dataset.letter = KINDS[span.one.kind];
        if (number === pieces.length - 1) made.tabIndex = 0;
        range.surroundContents(made);
      });
    });
  }

  /* ---- the findings ---- */

  function build() {
    panel = element("section", { "class": "kp", "data-kerege-preview": "", "aria-label": words.title, lang: me.dataset.language });
    var bar = element("button", { "class": "kp-bar", type: "button", "aria-expanded": "false", "aria-controls": "kp-list" }, panel);
    element("span", { "class": "kp-mark", "aria-hidden": "true" }, bar);
    element("span", { "class": "kp-count" }, bar);
    element("p", { "class": "kp-status", role: "status" }, panel);
    element("div", { "class": "kp-list", id: "kp-list", hidden: "", tabindex: "-1" }, panel);
    numbered();
    bar.addEventListener("click", function () { show(panel.querySelector(".kp-list").hidden, true); });
    panel.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { show(false, true); bar.focus(); }
    });
    document.body.appendChild(panel);
    show(kept("kerege-findings") === "open", false);
  }
  function show(open, chosen) {
    panel.querySelector(".kp-list").hidden = !open;
    panel.querySelector(".kp-bar").setAttribute("aria-expanded", String(open));
    document.documentElement.classList.toggle("kp-open", open);
    if (chosen) keep("kerege-findings", open ? "open" : "closed");
  }
  function fill(found) {
    var state = found.problem || found.unread.length ? "broken" : found.errors ? "error" : found.count ? "warning" : "clean";
    panel.dataset.state = state;
    panel.classList.toggle("kp-checking", found.checking);
    var text = found.count ? words.title + ": " + found.count + (found.here ? " · " + words.here + ": " + found.here : "") : words.none;
    panel.querySelector(".kp-count").textContent = found.checking ? text + " · " + words.checking : text;
    /* Read aloud once the check is over, not twice at every save. */
    if (!found.checking) panel.querySelector(".kp-status").textContent = text;
    var list = panel.querySelector(".kp-list");
    list.textContent = "";
    if (found.problem) element("p", { "class": "kp-broken" }, list, found.problem + " " + words.last_good);
    if (found.unread.length) element("p", { "class": "kp-broken" }, list, words.unread + " " + found.unread.join(", "));
    group(list, words.here, found.findings.filter(function (f) { return f.here; }));
    group(list, words.elsewhere, found.findings.filter(function (f) { return !f.here; }));
    if (found.more) element("p", { "class": "kp-more" }, list, words.more.replace("{number}", found.more));
    if (!found.count && state === "clean") element("p", { "class": "kp-more" }, list, words.none);
    if (found.pages) element("a", { href: found.pages, target: "_blank" }, element("p", { "class": "kp-more" }, list), words.file_chapter);
    if (state === "broken") show(true, false);
  }
  function group(list, title, findings) {
    if (!findings.length) return;
    element("h2", {}, list, title);
    var items = element("ol", {}, list);
    findings.forEach(function (f) {
      var item = element("li", { "class": "kp-" + f.severity }, items);
      var head = element("p", { "class": "kp-head" }, item);
      if (f.address) element("code", {}, element("a", { "class": "kp-open", href: f.address }, head), f.place);
      else element("code", {}, head, f.place);
      head.appendChild(document.createTextNode(" "));
      element("strong", {}, head, f.weight + " " + f.code);
      var message = element("p", { "class": "kp-message" }, item);
      if (!f.begins) message.textContent = f.message;
      else element("a", { "class": "kp-go", href: "#" }, message, f.message).addEventListener("click", function (event) {
        event.preventDefault();
        go(f.begins);
      });
      if (f.hint) element("p", { "class": "kp-hint" }, item, f.hint);
    });
  }
  /* To the passage that a finding is about: it is shown and marked for a moment, and reading goes on from there. */
  function go(begins) {
    var blocks = Array.prototype.slice.call(document.querySelectorAll(BLOCKS));
    var at = beginning(blocks, letters(begins), 0);
    if (at < 0) return;
    var block = blocks[at];
    block.scrollIntoView({ block: "center" });
    block.setAttribute("tabindex", "-1");
    block.focus({ preventScroll: true });
    block.classList.add("kp-here");
    setTimeout(function () { block.classList.remove("kp-here"); }, 2500);
  }
  function findings() {
    fetch("/_kerege/findings?page=" + encodeURIComponent(location.pathname), { cache: "no-store" })
      .then(function (answer) { return answer.json(); })
      .then(function (found) { number = found.number; fill(found); })
      .catch(function () { /* the line says when the server is back */ });
  }

  /* ---- the line ---- */

  function listen() {
    if (source) return;
    source = new EventSource("/_kerege/events?page=" + encodeURIComponent(location.pathname));
    source.onopen = function () { panel.classList.remove("kp-lost"); };
    source.onmessage = function (event) {
      if (!event.data) return;
      var now = JSON.parse(event.data);
      if (drawings) {
        Object.keys(now.drawings).forEach(function (key) {
          if (drawings[key] !== now.drawings[key]) fresh[key] = now.drawings[key];
        });
        redraw();
      }
      drawings = now.drawings;
      if (now.page !== digest) refresh();
      if (now.findings !== number) findings();
    };
    source.onerror = function () {
      panel.classList.add("kp-lost");
      panel.querySelector(".kp-count").textContent = panel.querySelector(".kp-status").textContent = words.lost;
      number = -1;
    };
  }
  /* A browser keeps few lines to one server open: a page that nobody looks at gives its own back. */
  function pause() { if (source) { source.close(); source = null; } }
  function begin() {
    build();
    listen();
    document.addEventListener("visibilitychange", function () { if (document.hidden) pause(); else listen(); });
    window.addEventListener("pagehide", pause);
    window.addEventListener("pageshow", listen);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin); else begin();
})();
