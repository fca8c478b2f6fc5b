/* What a page can do beyond being read: remember light or dark, open the menu, keep the place when the language changes,
   fetch the search when it is asked for. Everything can be read without this file. */
(function () {
  "use strict";
  var root = document.documentElement;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  /* Before the first paint, so that no button appears late and pushes the text down. */
  root.classList.add("k-js");

  /* Storage is refused by some browsers on pages opened from disk. */
  function stored() { try { return localStorage.getItem("kerege-colours"); } catch (error) { return null; } }
  function store(value) { try { localStorage.setItem("kerege-colours", value); } catch (error) { /* lasts for this page */ } }
  var chosen = stored();
  if (chosen === "dark" || chosen === "light") root.dataset.colours = chosen;
  function isDark() { return root.dataset.colours ? root.dataset.colours === "dark" : dark.matches; }

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

  function begin() {
    var menu = document.getElementById("menu");
    var opener = document.querySelector(".k-menu-button");
    function show(open) {
      menu.hidden = !open;
      opener.setAttribute("aria-expanded", String(open));
    }
    /* The landing page of a series has neither menu nor search. */
    if (opener) opener.addEventListener("click", function () { show(menu.hidden); });
    document.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && menu && !menu.hidden) { show(false); opener.focus(); }
    });

    var palette = document.querySelector(".k-palette-button");
    function tell() { palette.setAttribute("aria-pressed", String(isDark())); }
    tell();
    dark.addEventListener("change", tell);
    palette.addEventListener("click", function () {
      root.dataset.colours = isDark() ? "light" : "dark";
      store(root.dataset.colours);
      tell();
    });

    /* The search is fetched when it is first asked for: by its button, by "/" or Ctrl+K, or by an address with ?q=words. */
    var search = document.querySelector(".k-search-button");
    function find() {
      if (window.keregeSearch) { window.keregeSearch.open(); return; }
      if (!search || search.dataset.asked) return;
      search.dataset.asked = "yes";
      var script = document.createElement("script");
      script.src = search.dataset.script;
      document.head.appendChild(script);
    }
    if (search) search.addEventListener("click", find);
    document.addEventListener("keydown", function (event) {
      var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
      var asked = event.key === "/" && !typing || (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      if (search && asked && !event.altKey) { event.preventDefault(); find(); }
    });
    if (new URLSearchParams(location.search).get("q")) find();

    document.addEventListener("click", function (event) {
      var link = event.target.closest && event.target.closest("a[data-keep-place]");
      if (link) link.href = link.href.split("#")[0] + place();
    });

    /* Tables that fit need no stop for the keyboard. */
    document.querySelectorAll(".k-table[tabindex]").forEach(function (frame) {
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
