// Charts: drawn when they come near. Until then, and without scripts, their tables stand open.
const { vega } = document.querySelector("script[data-vega]").dataset;
// strict policy: expressions are walked and not compiled, and no style element is made
const WAYS = { mode: "vega-lite", ast: true, renderer: "svg", actions: false, defaultStyle: false, tooltip: false, logLevel: 1 };
let loading;

async function draw(figure) {
  const place = figure.querySelector(".drawing"), table = figure.querySelector("details.behind");
  const spec = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
  try {
    await (loading ||= import(vega));
    // a chart takes its width from its place, which must be seen for that
    place.hidden = false;
    await window.vegaEmbed(place.firstElementChild, spec, WAYS);
    if (table) table.open = false;
    figure.dataset.drawn = "";
  } catch (error) {
    place.hidden = true;
    console.error(error);
  }
}

const near = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) if (isIntersecting) { near.unobserve(target); draw(target); }
}, { rootMargin: "600px" });
function watch(root) {
  for (const figure of root.querySelectorAll("[data-chart]:not([data-watched])")) {
    figure.dataset.watched = "";
    near.observe(figure);
  }
}
watch(document);
document.addEventListener("htmx:afterSettle", () => watch(document));

// on paper nobody unfolds a table
const folded = () => document.querySelectorAll("[data-drawn] > details.behind");
addEventListener("beforeprint", () => { for (const table of folded()) table.open = true; });
addEventListener("afterprint", () => { for (const table of folded()) table.open = false; });
