/* The language switch keeps the place on the page: headings have the same ids in every language. */
document.addEventListener("click", function (event) {
  var link = event.target.closest && event.target.closest("a[hreflang]");
  if (link && location.hash) link.hash = location.hash;
}, true);
