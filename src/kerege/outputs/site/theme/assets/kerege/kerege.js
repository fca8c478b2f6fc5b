/* The language switch keeps the place on the page: headings have the same ids in every language.
   Caught on the window, before Material's own handler, which would drop the fragment. */
window.addEventListener("click", function (event) {
  var link = event.target.closest && event.target.closest("a[hreflang]");
  if (!link || !location.hash || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  location.assign(link.href.split("#")[0] + location.hash);
}, true);

/* The search is fetched when it is first asked for: by its button, by "/" or Ctrl+K, or by an address with ?q=words. */
document.addEventListener("DOMContentLoaded", function () {
  var search = document.querySelector(".k-search-button");
  if (!search) return;
  search.hidden = false;
  function open() {
    if (window.keregeSearch) { window.keregeSearch.open(); return; }
    if (search.dataset.asked) return;
    search.dataset.asked = "yes";
    var script = document.createElement("script");
    script.src = search.dataset.script;
    document.head.appendChild(script);
  }
  search.addEventListener("click", open);
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    var asked = event.key === "/" && !typing || (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
    if (asked && !event.altKey) { event.preventDefault(); open(); }
  });
  if (new URLSearchParams(location.search).get("q")) open();
});
