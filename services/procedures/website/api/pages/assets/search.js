// Suggestions under the search box. Without this file the box works all the same.
(() => {
  const box = document.getElementById("q");
  const list = document.getElementById("goi-y");
  if (!box || !list) return;
  let waiting, asking;

  const suggest = async () => {
    const words = box.value.trim();
    asking?.abort();
    if (words.length < 2) return list.replaceChildren();
    asking = new AbortController();
    try {
      const answer = await fetch("/tim-kiem/goi-y?" + new URLSearchParams({ q: words }), { signal: asking.signal });
      if (!answer.ok) return;
      // Browsers show only what holds the typed letters; the label does, also where accents were left out.
      list.replaceChildren(...(await answer.json()).map(({ code, name }) => new Option(`${code} · ${words}`, name)));
    } catch (failure) {
      if (failure.name !== "AbortError") list.replaceChildren();
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 150);
  });
})();
