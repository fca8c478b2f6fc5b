/* What a page can do beyond being read: remember light or dark, open the menu, keep the place when the language changes,
   fetch the search when it is asked for. Everything can be read without this file. It also does what Material's templates
   do inline, since nothing inline runs here. */
(function () {
  "use strict";
  var root = document.documentElement, me = document.currentScript;
  root.classList.remove("no-js");
  root.classList.add("js", "k-js");
  /* What chooses among numbers and testimonies is no use where its script was lost on the way. */
  window.addEventListener("error", function (event) {
    if (event.target.tagName === "SCRIPT" && /\/more\.js/.test(event.target.src)) root.classList.add("k-no-more");
  }, true);

  /* Material's script asks for these. Storage is refused by some browsers on pages opened from disk. */
  window.__md_scope = new URL(me.dataset.scope, location);
  window.__md_hash = function (text) {
    return Array.from(text).reduce(function (sum, letter) { return (sum << 5) - sum + letter.charCodeAt(0); }, 0);
  };
  window.__md_get = function (key, storage, scope) {
    try { return JSON.parse((storage || localStorage).getItem((scope || window.__md_scope).pathname + "." + key)); } catch (error) { return null; }
  };
  window.__md_set = function (key, value, storage, scope) {
    try { (storage || localStorage).setItem((scope || window.__md_scope).pathname + "." + key, JSON.stringify(value)); } catch (error) { /* lasts for this page */ }
  };

  /* The colours that were chosen, or those of the system, before anything is painted. */
  var palettes = JSON.parse(me.dataset.palettes);
  function suits(palette) { return palette.media && window.matchMedia(palette.media).matches; }
  function colours() {
    var kept = window.__md_get("__palette");
    var found = kept && palettes[kept.index] || palettes.filter(suits)[0] || palettes[0];
    if (found && found.media === "(prefers-color-scheme)") {
      found = palettes.filter(function (palette) { return palette !== found && suits(palette); })[0] || found;
    }
    return found;
  }
  function paint() {
    var found = colours();
    if (!document.body || !found) return false;
    ["media", "scheme", "primary", "accent"].forEach(function (name) { document.body.setAttribute("data-md-color-" + name, found[name]); });
    return true;
  }
  if (palettes.length > 1) new MutationObserver(function (changes, watch) { if (paint()) watch.disconnect(); }).observe(root, { childList: true });

  /* The heading or claim in view, so that another language can open at the same place. */
  function place() {
    if (location.hash) return location.hash;
    var found = "";
    if (window.scrollY < 200) return found;
    document.querySelectorAll(".k-text h2[id], .k-text h3[id]").forEach(function (heading) {
      if (heading.getBoundingClientRect().top < window.innerHeight / 2) found = "#" + heading.id;
    });
    return found;
  }

  function typing(event) { return /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable; }
  /* Material goes on to another page at a single letter, which whoever speaks to a computer sets off by chance (WCAG 2.1.4). */
  window.addEventListener("keydown", function (event) {
    if (/^[npNP,.]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey && !typing(event)) event.stopImmediatePropagation();
  }, true);

  /* The menu of a narrow screen: Material's drawer, with a button that a keyboard reaches. */
  function drawer() {
    var opener = document.querySelector(".k-menu-button"), box = document.getElementById("__drawer");
    var menu = document.querySelector(".md-sidebar--primary");
    if (!opener || !box || !menu) return;
    function show(open) {
      if (box.checked !== open) { box.checked = open; box.dispatchEvent(new Event("change")); }
    }
    box.addEventListener("change", function () {
      opener.setAttribute("aria-expanded", String(box.checked));
      var first = menu.querySelector("a[aria-current], a:not(.md-logo)");
      if (box.checked && first) setTimeout(function () { first.focus(); }, 60);
    });
    opener.addEventListener("click", function () { show(!box.checked); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && box.checked) { show(false); opener.focus(); }
    });
    /* Who leaves the menu by keyboard leaves it behind. */
    document.addEventListener("focusin", function (event) {
      if (box.checked && !menu.contains(event.target) && event.target !== opener) show(false);
    });
  }

  function palette() {
    document.querySelectorAll(".k-palette-button").forEach(function (button) {
      button.addEventListener("click", function () {
        var next = document.getElementById(button.dataset.next);
        next.click();
        setTimeout(function () {
          var shown = document.querySelector(".k-palette-button:not([hidden])");
          if (shown) shown.focus();
        });
      });
    });
  }

  /* Which section is being read: Material marks it for eyes, this for ears. */
  function sections() {
    document.querySelectorAll("[data-md-component=toc]").forEach(function (list) {
      new MutationObserver(function () {
        list.querySelectorAll("a").forEach(function (link) {
          if (link.classList.contains("md-nav__link--active")) link.setAttribute("aria-current", "true");
          else link.removeAttribute("aria-current");
        });
      }).observe(list, { subtree: true, attributes: true, attributeFilter: ["class"] });
    });
  }

  /* The search: its dialog opens at once, what it needs is fetched then. It is asked for by its button, by "/" or Ctrl+K, or by an
     address with ?q=words, in which the words stay while somebody searches: so Back returns to them, and they can be sent on. */
  function search() {
    var button = document.querySelector(".k-search-button"), find = null, asked = {}, leaving = null;
    /* The landing page of a series has no search. */
    if (!button) return;
    function element(name, attributes, parent) {
      var made = document.createElement(name);
      Object.keys(attributes).forEach(function (key) {
        if (key === "text") made.textContent = attributes[key]; else made.setAttribute(key, attributes[key]);
      });
      parent.appendChild(made);
      return made;
    }
    function build() {
      var words = button.dataset, dialog = element("dialog", { "class": "k-find", "aria-label": button.textContent.trim() }, document.body);
      var form = element("form", { role: "search", "class": "k-find__form" }, dialog);
      find = { dialog: dialog, form: form };
      find.label = element("label", { "for": "k-find-words", "class": "k-find__label", text: words.words }, form);
      find.field = element("input", {
        id: "k-find-words", "class": "k-find__words", type: "search", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
        enterkeyhint: "search", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "k-find-results",
        "aria-describedby": "k-find-hint"
      }, form);
      find.close = element("button", { type: "button", "class": "k-find__close", "aria-label": words.close, title: words.close, text: "×" }, form);
      find.hint = element("p", { id: "k-find-hint", "class": "k-find__hint" }, form);
      find.status = element("p", { role: "status", "class": "k-find__status" }, dialog);
      find.retry = element("button", { type: "button", "class": "k-find__retry", text: words.retry, hidden: "" }, dialog);
      find.list = element("div", { id: "k-find-results", role: "listbox", "class": "k-find__results", hidden: "" }, dialog);
      find.help = element("div", { "class": "k-find__help", hidden: "" }, dialog);
      find.fetch = fetchFile;
      find.words = button.dataset;
      window.keregeFind = find;
      form.addEventListener("submit", function (event) { event.preventDefault(); });
      find.close.addEventListener("click", function () { dialog.close(); });
      dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
      find.field.addEventListener("input", function () { write(find.field.value); });
      find.retry.addEventListener("click", function () {
        find.retry.hidden = true;
        find.field.focus();
        var again = asked;
        asked = {};
        Object.keys(again).forEach(function (url) { fetchFile(url, again[url][0], again[url][1]); });
      });
      /* Whoever came by a key goes on from the button, not from the top of the page. */
      dialog.addEventListener("close", function () {
        button.focus();
        if (!new URLSearchParams(location.search).has("q")) return;
        if (history.state && history.state.keregeSearch) { leaving = []; history.back(); } else write(null);
      });
    }
    /* A script that is lost on its way is told, and asked for again when the reader wants it. */
    function fetchFile(url, told, lost) {
      var script = document.createElement("script");
      find.status.textContent = button.dataset.loading;
      script.src = url;
      script.addEventListener("error", function () {
        script.remove();
        asked[url] = [told, lost];
        find.status.textContent = told;
        find.retry.hidden = false;
        if (lost) lost();
      });
      document.head.appendChild(script);
    }
    /* The words in the address; null takes them out of it. */
    function write(words, push) {
      var query = new URLSearchParams(location.search);
      if (words === null) query.delete("q"); else query.set("q", words);
      var address = location.pathname + (query.toString() ? "?" + query : "") + location.hash;
      /* Some browsers refuse this for pages opened from disk. */
      try {
        if (push) history.pushState({ keregeSearch: true }, "", address); else history.replaceState(history.state, "", address);
      } catch (error) { /* the search works without */ }
    }
    function open(words, push) {
      if (leaving) { leaving.push([words, push]); return; }
      if (!find) {
        build();
        fetchFile(button.dataset.script, button.dataset.failed);
      }
      if (words !== undefined && words !== find.field.value) {
        find.field.value = words;
        find.field.dispatchEvent(new Event("search"));
      }
      if (!find.dialog.open) {
        if (push) write(find.field.value, true);
        find.dialog.showModal();
      }
      find.field.focus();
      find.field.select();
    }
    button.addEventListener("click", function () { open(undefined, true); });
    document.addEventListener("keydown", function (event) {
      var wanted = event.key === "/" && !typing(event) || (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      if (wanted && !event.altKey) { event.preventDefault(); open(undefined, true); }
    });
    window.addEventListener("popstate", function () {
      var words = new URLSearchParams(location.search).get("q"), waiting = leaving;
      leaving = null;
      if (waiting) waiting.forEach(function (one) { open(one[0], one[1]); });
      else if (words !== null && (words || history.state && history.state.keregeSearch)) open(words, false);
      else if (find && find.dialog.open) find.dialog.close();
    });
    var first = new URLSearchParams(location.search).get("q");
    if (first) open(first, false);
  }

  /* The card of a number is fetched with the first number that is pointed at, tapped or reached. If it is lost, a number is what it is
     without scripts: a link to its card on a page. */
  function numbers() {
    var wanted = null, asked = false;
    function near(event) {
      var link = event.target.closest && event.target.closest("a.k-stat[data-kerege], a.k-term[data-kerege], a[data-number]");
      if (!link || window.keregeCard || !document.querySelector(".k-numbers")) return;
      if (event.type === "click") {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        wanted = link;
      }
      if (asked) return;
      asked = true;
      var script = document.createElement("script");
      script.src = me.dataset.reader;
      script.addEventListener("load", function () {
        if (wanted) window.keregeCard(wanted, true); else if (link.matches(":hover, :focus-visible")) window.keregeCard(link, false);
      });
      script.addEventListener("error", function () {
        script.remove();
        asked = false;
        if (wanted) location.href = wanted.href.baseVal || wanted.href;
      });
      document.head.appendChild(script);
    }
    ["pointerover", "touchstart", "focusin", "click"].forEach(function (name) { document.addEventListener(name, near, { passive: name === "touchstart" }); });
  }

  function begin() {
    drawer();
    palette();
    sections();
    search();
    numbers();
    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[data-keep-place]");
      if (link) link.href = link.href.split("#")[0] + place();
    });
    /* Tables that fit need no stop for the keyboard. */
    document.querySelectorAll(".k-table[tabindex], .k-formula[tabindex], .k-formula-within[tabindex]").forEach(function (frame) {
      if (frame.scrollWidth <= frame.clientWidth) frame.removeAttribute("tabindex");
    });
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin); else begin();
})();

/* Tables from a source can be sorted by any column: the heads become buttons, a second press turns the order round. */
(function () {
  "use strict";
  function value(row, column) {
    var cell = row.cells[column];
    return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
  }
  function sorted(table, column, down) {
    var body = table.tBodies[0];
    var rows = Array.from(body.rows);
    var language = (table.closest("[lang]") || document.documentElement).lang;
    rows.sort(function (one, two) {
      var a = value(one, column), b = value(two, column);
      if (column === 0) return (down ? -1 : 1) * one.cells[0].textContent.localeCompare(two.cells[0].textContent, language);
      /* Cells without a value stand at the end, whichever way. */
      if (a === null || b === null) return (a === null) - (b === null);
      return down ? b - a : a - b;
    });
    rows.forEach(function (row) { body.append(row); });
  }
  function begin() {
    document.querySelectorAll("table.k-sortable").forEach(function (table) {
      Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
        var button = document.createElement("button");
        button.type = "button";
        button.className = "k-sort";
        button.append(...head.childNodes);
        if (!button.textContent.trim()) return;
        head.append(button);
        button.addEventListener("click", function () {
          var down = head.getAttribute("aria-sort") === "ascending" || (column > 0 && !head.hasAttribute("aria-sort"));
          Array.from(head.parentNode.cells).forEach(function (other) { other.removeAttribute("aria-sort"); });
          head.setAttribute("aria-sort", down ? "descending" : "ascending");
          sorted(table, column, down);
        });
      });
    });
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin); else begin();
})();
