// Suggestions under the search box. The box works without this file too.
(() => {
  const box = document.getElementById("q");
  const list = document.getElementById("goi-y");
  if (!box || !list) return;
  let timer, controller;

  const suggest = async () => {
    const words = box.value.trim();
    controller?.abort();
    if (words.length < 2) return list.replaceChildren();
    controller = new AbortController();
    try {
      const response = await fetch("/tim-kiem/goi-y?" + new URLSearchParams({ q: words }), { signal: controller.signal });
      if (!response.ok) return;
      // Browsers show only options that contain the typed letters: the label contains them even if accents were omitted.
      list.replaceChildren(...(await response.json()).map(({ code, name }) => new Option(`${code} · ${words}`, name)));
    } catch (failure) {
      if (failure.name !== "AbortError") list.replaceChildren();
    }
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, 150);
  });
})();
