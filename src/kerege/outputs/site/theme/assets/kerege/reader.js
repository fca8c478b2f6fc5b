/* What a reader can ask of a page: the card of a number, a sentence with its citation, the address of a figure; and what chooses among
   the numbers and the testimonies. Everything can be read without this file: a number is a link to its card on a page. */
(function () {
  "use strict";
  var NUMBERS = "a.k-stat[data-kerege], a.k-term[data-kerege], a[data-number]";
  function make(name, attributes, parent) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      if (key === "text") made.textContent = attributes[key]; else made.setAttribute(key, attributes[key]);
    });
    if (parent) parent.appendChild(made);
    return made;
  }
  function fill(text, values) { return text.replace(/\{(\w+)\}/g, function (whole, key) { return values[key]; }); }

  /* Browsers allow the clipboard on safe addresses only; elsewhere, and on pages opened from disk, the old way. */
  function copy(text, done) {
    function old() {
      var field = make("textarea", { "class": "k-unseen", "aria-hidden": "true" }, box && box.matches(":popover-open") ? box : document.body);
      field.value = text;
      field.select();
      var worked = document.execCommand("copy");
      field.remove();
      if (worked) done();
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, old); else old();
  }

  /* ---- the card of a number ---- */
  var box = null, from = null, pinned = false, waiting = 0;
  function key(link) { return link.dataset.number !== undefined && link.dataset.number !== "" ? "stat:" + link.dataset.number : link.dataset.kerege; }
  /* The card in the language of the number's words: a page of two languages has both. */
  function card(link) {
    var language = (link.closest("[lang]") || document.documentElement).lang, found = null, what = key(link);
    document.querySelectorAll(".k-numbers").forEach(function (store) {
      var own = Array.from(store.querySelectorAll("[data-card]")).filter(function (one) { return one.dataset.card === what; })[0];
      if (own && (!found || store.lang === language)) found = own;
    });
    return found;
  }
  function build() {
    box = make("div", { "class": "k-card-box", popover: "manual", role: "dialog", tabindex: "-1" }, document.body);
    /* A pointer may go over from the number to its card. */
    box.addEventListener("pointerenter", function () { clearTimeout(waiting); });
    box.addEventListener("pointerleave", function (event) { if (event.pointerType === "mouse" && !pinned) later(hide, 250); });
    box.addEventListener("focusin", function () { pinned = true; });
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Tab") return;
      var stops = box.querySelectorAll("a[href], button"), first = stops[0], last = stops[stops.length - 1];
      var leaves = event.shiftKey ? document.activeElement === first || document.activeElement === box : document.activeElement === last;
      /* Who leaves the card goes on in the text, from the number. */
      if (leaves) { var link = from; hide(); link.focus({ preventScroll: true }); if (event.shiftKey) event.preventDefault(); }
    });
  }
  function later(what, time) { clearTimeout(waiting); waiting = setTimeout(what, time); }
  function show(link, enter) {
    clearTimeout(waiting);
    var made = card(link);
    if (!made || !HTMLElement.prototype.showPopover) return false;
    if (!box) build();
    if (from && from !== link) from.removeAttribute("aria-expanded");
    var store = made.closest(".k-numbers");
    from = link;
    pinned = Boolean(enter);
    box.textContent = "";
    box.lang = store.lang;
    box.setAttribute("aria-label", store.dataset.title);
    var shut = make("button", { type: "button", "class": "k-card-box__close", "aria-label": store.dataset.close, text: "×" }, box);
    shut.addEventListener("click", leave);
    box.append(made.cloneNode(true));
    var foot = make("p", { "class": "k-card-box__foot" }, box);
    var sentence = sentenceOf(link);
    if (sentence) {
      var button = make("button", { type: "button", "class": "k-copy", text: store.dataset.sentence }, foot);
      button.addEventListener("click", function () {
        copy(cited(sentence, link, store), function () { said.textContent = store.dataset.copied; });
      });
    }
    make("a", { href: link.href.baseVal || link.getAttribute("href"), text: store.dataset.page }, foot);
    var said = make("p", { role: "status", "class": "k-card-box__said" }, box);
    if (!box.matches(":popover-open")) box.showPopover();
    link.setAttribute("aria-expanded", "true");
    place(link);
    if (enter) box.focus({ preventScroll: true });
    return true;
  }
  /* Below its number, or above where there is more room; on a narrow screen the style sheet puts it at the foot. */
  function place(link) {
    var at = link.getClientRects()[0] || link.getBoundingClientRect(), wide = document.documentElement.clientWidth, high = window.innerHeight;
    box.style.inset = box.style.maxHeight = "";
    if (wide < 640) return;
    var above = at.top - 14, under = high - at.bottom - 14, below = box.offsetHeight <= under || under >= above;
    box.style.inset = "auto";
    box.style.maxHeight = Math.min(560, Math.max(200, below ? under : above)) + "px";
    box.style.left = Math.max(8, Math.min(at.left, wide - box.offsetWidth - 8)) + "px";
    box.style.top = Math.max(8, below ? at.bottom + 6 : at.top - box.offsetHeight - 6) + "px";
  }
  function hide() {
    clearTimeout(waiting);
    if (from) from.removeAttribute("aria-expanded");
    if (box && box.matches(":popover-open")) box.hidePopover();
    pinned = false;
  }
  function leave() { var link = from; hide(); if (link) link.focus({ preventScroll: true }); }

  /* The sentence that states a number, as it is read: without signs that lead elsewhere. */
  function sentenceOf(link) {
    var block = link.closest("p, li, dd, td, th, blockquote, figcaption, h1, h2, h3, h4, summary");
    if (!block || link.closest("svg, .k-figure__data, .k-statistic, .k-card")) return "";
    var text = "", at = -1;
    (function read(node) {
      if (node.nodeType === 3) { text += node.data; return; }
      if (node === link) at = text.length;
      if (node.nodeType === 1 && !node.matches(".k-permalink, sup, .k-behind, [hidden]")) node.childNodes.forEach(read);
    })(block);
    var language = (block.closest("[lang]") || document.documentElement).lang, sentence = text;
    if (window.Intl && Intl.Segmenter) {
      Array.from(new Intl.Segmenter(language, { granularity: "sentence" }).segment(text)).forEach(function (part) {
        if (part.index <= at && at < part.index + part.segment.length) sentence = part.segment;
      });
    }
    return sentence.replace(/[ \t\r\n]+/g, " ").trim();
  }
  function cited(sentence, link, store) {
    var address = location.href.split("#")[0].split("?")[0], canonical = document.querySelector("link[rel=canonical]");
    var citation = store.dataset.citation || document.title + ". " + address;
    if (!link.id) return sentence + " — " + citation;
    address = (canonical ? canonical.href : address) + "#" + link.id;
    /* The citation ends in the address of the page; the place within it says more. */
    return sentence + " — " + (canonical && citation.endsWith(canonical.href) ? citation.slice(0, -canonical.href.length) + address : citation + " " + address);
  }

  function numbers() {
    document.querySelectorAll(NUMBERS).forEach(function (link) {
      if (card(link)) link.setAttribute("aria-haspopup", "dialog");
    });
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest(NUMBERS);
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
        if (pinned && link === from && box.matches(":popover-open")) { event.preventDefault(); hide(); }
        else if (show(link, true)) event.preventDefault();
      } else if (box && box.matches(":popover-open") && !box.contains(event.target)) hide();
    });
    /* What has the focus shows its card and keeps the focus: Enter goes into the card, Escape takes it away. */
    document.addEventListener("focusin", function (event) {
      var link = event.target.closest && event.target.closest(NUMBERS);
      if (link && event.target.matches(":focus-visible")) { if (!(link === from && pinned)) show(link, false); }
      else if (box && !box.contains(event.target) && box.matches(":popover-open")) hide();
    });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && box && box.matches(":popover-open")) {
        var inside = box.contains(document.activeElement);
        if (inside) leave(); else hide();
        event.preventDefault();
      }
    });
    document.addEventListener("pointerover", function (event) {
      var link = event.pointerType === "mouse" && event.target.closest && event.target.closest(NUMBERS);
      if (link && !pinned) later(function () { show(link, false); }, 350);
    });
    document.addEventListener("pointerout", function (event) {
      var link = event.pointerType === "mouse" && event.target.closest && event.target.closest(NUMBERS);
      if (link && !pinned) later(hide, 300);
    });
    window.addEventListener("scroll", function () { if (box && !pinned && box.matches(":popover-open")) hide(); }, { passive: true });
    window.addEventListener("resize", function () { if (box && from && box.matches(":popover-open")) place(from); });
  }

  /* ---- the page of a figure ---- */
  function passing() {
    var framed = window.top !== window;
    if (framed && document.body.classList.contains("k-alone")) {
      document.documentElement.classList.add("k-framed");
      document.querySelectorAll("details[open]").forEach(function (one) { one.open = false; });
      document.querySelectorAll("a[href]").forEach(function (link) { link.target = "_blank"; link.rel = "noopener"; });
    }
    document.querySelectorAll("button.k-copy[data-copies]").forEach(function (button) {
      var field = document.getElementById(button.dataset.copies), said = button.parentNode.querySelector("[role=status]");
      button.hidden = false;
      button.addEventListener("click", function () {
        copy(field.value, function () { said.textContent = button.dataset.copied; });
      });
    });
  }

  /* ---- choosing among the numbers ---- */
  function told(place, shown, total) { place.textContent = fill(place.dataset.words, { shown: shown, total: total }); }
  /* The choice stands in the address, so that it can be sent on and comes back. */
  function kept(form, names) {
    var asked = new URLSearchParams(location.search);
    names.forEach(function (name) {
      var field = form.elements[name], value = field.value;
      if (value && value !== "report") asked.set(name, value); else asked.delete(name);
    });
    var query = asked.toString();
    history.replaceState(history.state, "", location.pathname + (query ? "?" + query : "") + location.hash);
  }
  function bare(text) { return text.toLocaleLowerCase(document.documentElement.lang).normalize("NFD").replace(/\p{M}/gu, ""); }
  function choosing() {
    var form = document.querySelector("form.k-choose");
    if (!form) return;
    var groups = Array.from(document.querySelectorAll(".k-card-group")), place = document.querySelector(".k-shown");
    var cards = Array.from(document.querySelectorAll(".k-card-group .k-card"));
    var home = new Map(cards.map(function (one) { return [one, one.parentNode]; }));
    var texts = new Map(cards.map(function (one) { return [one, bare(one.textContent)]; }));
    var all = make("div", { "class": "k-card-list", hidden: "" });
    var names = ["words", "source", "chapter", "order"];
    form.after(all);
    function arrange() {
      var words = bare(form.elements.words.value).split(/\s+/).filter(Boolean), order = form.elements.order.value, shown = 0;
      cards.forEach(function (one) {
        var fits = words.every(function (word) { return texts.get(one).indexOf(word) >= 0; })
          && (!form.elements.source.value || home.get(one).closest(".k-card-group").dataset.source === form.elements.source.value)
          && (!form.elements.chapter.value || one.dataset.chapters.split(" ").indexOf(form.elements.chapter.value) >= 0);
        one.hidden = !fits;
        shown += fits ? 1 : 0;
      });
      var grouped = order === "report" || !order;
      var language = document.documentElement.lang;
      cards.slice().sort(function (a, b) {
        if (order === "name") return a.querySelector(".k-card__label").textContent.localeCompare(b.querySelector(".k-card__label").textContent, language);
        /* Numbers of different units cannot be compared: each unit for itself. */
        if (!grouped) return a.dataset.unit.localeCompare(b.dataset.unit) || (order === "largest" ? 1 : -1) * (b.dataset.value - a.dataset.value);
        return a.dataset.place - b.dataset.place;
      }).forEach(function (one) { (grouped ? home.get(one) : all).append(one); });
      all.hidden = grouped;
      groups.forEach(function (group) { group.hidden = !grouped || !group.querySelector(".k-card:not([hidden])"); });
      document.querySelectorAll(".k-toc a, .md-nav--secondary a").forEach(function (link) {
        var target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
        (link.closest("li") || link).hidden = Boolean(target && target.closest("[hidden]"));
      });
      told(place, shown, cards.length);
    }
    var asked = new URLSearchParams(location.search);
    names.forEach(function (name) {
      var value = asked.get(name), field = form.elements[name];
      if (value && (name === "words" || Array.from(field.options).some(function (option) { return option.value === value; }))) field.value = value;
    });
    form.addEventListener("input", function () { kept(form, names); arrange(); });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    arrange();
    /* A number that is asked for by its address is always shown. */
    var wanted = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (wanted && wanted.closest("[hidden]")) { form.reset(); arrange(); }
    if (wanted) wanted.scrollIntoView();
  }

  /* ---- choosing among the testimonies: the style sheet does it, this counts, says it and keeps the choice ---- */
  function testimonies() {
    var form = document.querySelector("form.k-filter"), place = document.querySelector(".k-voices__shown");
    if (!form || !place) return;
    var asked = new URLSearchParams(location.search), names = ["theme", "speaker"];
    names.forEach(function (name) {
      var value = asked.get(name);
      var found = Array.from(form.elements[name]).filter(function (one) { return one.value === value; })[0];
      if (value && found) { found.checked = true; found.closest("details").open = true; }
    });
    function count() {
      var every = Array.from(document.querySelectorAll(".k-voice"));
      var shown = every.filter(function (one) { return one.getClientRects().length > 0; });
      told(place, shown.length, every.length);
      /* Contents list what is shown. Headings are hidden while a theme is chosen; the theme's own place is kept. */
      document.querySelectorAll(".k-toc a, .md-nav--secondary a").forEach(function (link) {
        var target = document.getElementById(decodeURIComponent(link.hash.slice(1))), section = target && target.closest("section");
        if (!section) return;
        (link.closest("li") || link).hidden = !Array.from(section.querySelectorAll(".k-voice")).some(function (one) { return shown.indexOf(one) >= 0; });
      });
    }
    form.addEventListener("change", function () { kept(form, names); count(); });
    count();
    var wanted = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (wanted && wanted.matches(".k-voice") && !wanted.getClientRects().length) { form.reset(); count(); wanted.scrollIntoView(); }
  }

  numbers();
  passing();
  choosing();
  testimonies();
})();
