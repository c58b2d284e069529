// Nothing on the page needs this: it marks all of a claim's words when one is followed, and opens what holds them.
(function () {
  function show() {
    document.querySelectorAll("mark.now").forEach(function (m) { m.classList.remove("now"); });
    var at = location.hash && document.getElementById(location.hash.slice(1));
    if (!at) return;
    var claim = /^r\d+c(\d+)s\d+$/.exec(at.id), sheet = at.closest(".sheet");
    if (claim && sheet) sheet.querySelectorAll("mark.claim").forEach(function (m) {
      if (m.dataset.c.split(" ").indexOf(claim[1]) >= 0) m.classList.add("now");
    });
    var inside = at.closest("details") || at.querySelector(":scope > details");
    for (var d = inside; d; d = d.parentElement.closest("details")) d.open = true;
    if (inside) at.scrollIntoView();
  }
  function speak() {
    var chosen = document.querySelector(".switch input:checked");
    if (chosen) { document.documentElement.lang = chosen.value; document.documentElement.dir = chosen.value === "ar" ? "rtl" : "ltr"; }
  }
  addEventListener("hashchange", show);
  document.querySelectorAll(".switch input").forEach(function (i) { i.addEventListener("change", speak); });
  show();
})();
