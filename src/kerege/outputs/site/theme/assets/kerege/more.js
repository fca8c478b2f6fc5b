/* For pages that have it: passing a figure on, choosing among numbers, choosing among testimonies. All is there without this file. */
(function () {
  "use strict";
  /* ---- the page of a figure ---- */
  function passing() {
    var framed = window.top !== window;
    if (framed && document.body.classList.contains("k-alone")) {
      document.documentElement.classList.add("k-framed");
      document.querySelectorAll("details[open]").forEach(function (one) { one.open = false; });
      document.querySelectorAll("a[href]").forEach(function (link) { link.setAttribute("target", "_blank"); link.setAttribute("rel", "noopener"); });
      /* The page around it is told how high the frame must be, whenever that changes: nobody scrolls in a frame. */
      var main = document.querySelector(".k-alone__page");
      new ResizeObserver(function () {
        window.parent.postMessage({ keregeHeight: Math.ceil(main.getBoundingClientRect().bottom + window.scrollY) + 4 }, "*");
      }).observe(main);
    }
    document.querySelectorAll("button.k-copy[data-copies]").forEach(function (button) {
      var field = document.getElementById(button.dataset.copies), said = button.parentNode.querySelector("[role=status]");
      button.hidden = !window.keregeCopy;
      button.addEventListener("click", function () {
        window.keregeCopy(field.value, function () { said.textContent = button.dataset.copied; });
      });
    });
  }

  /* ---- choosing among the numbers ---- */
  function told(place, shown, total) {
    /* In the digits of the language. */
    var zero = place.dataset.zero.charCodeAt(0);
    function said(number) { return String(number).replace(/\d/g, function (digit) { return String.fromCharCode(zero + Number(digit)); }); }
    place.textContent = place.dataset.words.replace("{shown}", said(shown)).replace("{total}", said(total));
  }
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
    var all = document.createElement("div");
    all.className = "k-card-list";
    all.hidden = true;
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
      var every = Array.from(document.querySelectorAll(".k-testimony"));
      var shown = every.filter(function (one) { return one.getClientRects().length > 0; });
      told(place, shown.length, every.length);
      /* Contents list what is shown. Headings are hidden while a theme is chosen; the theme's own place is kept. */
      document.querySelectorAll(".k-toc a, .md-nav--secondary a").forEach(function (link) {
        var target = document.getElementById(decodeURIComponent(link.hash.slice(1))), section = target && target.closest("section");
        if (!section) return;
        (link.closest("li") || link).hidden = !Array.from(section.querySelectorAll(".k-testimony")).some(function (one) { return shown.indexOf(one) >= 0; });
      });
    }
    form.addEventListener("change", function () { kept(form, names); count(); });
    count();
    var wanted = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (wanted && wanted.matches(".k-testimony") && !wanted.getClientRects().length) { form.reset(); count(); wanted.scrollIntoView(); }
  }

  passing();
  choosing();
  testimonies();
})();
