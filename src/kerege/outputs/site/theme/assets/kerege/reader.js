/* The card of a number, and its sentence with the citation. Everything can be read without this file: a number is a link to its card
   on a page. */
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
      /* A line of the source is no sentence, though it would end one. */
      if (node.nodeType === 3) { text += node.data.replace(/[\t\r\n]/g, " "); return; }
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

  window.keregeCopy = copy;
  window.keregeCard = function (link, enter) {
    if (!show(link, enter) && enter) location.href = link.href.baseVal || link.href;
  };
  numbers();
})();
