// Asks the API what a Decision would change, with the token that the officer pastes. The token stays in its field.
(() => {
  const part = (id) => document.getElementById(`impact-${id}`);
  const form = part("form");
  const texts = part("texts").content;
  const text = (kind, value) =>
    texts.querySelector(`[data-kind="${kind}"][data-value="${CSS.escape(value)}"]`)?.textContent ?? value;
  const day = (value) => (document.documentElement.lang === "vi" ? value.split("-").reverse().join("/") : value);
  const dayBefore = (value) => day(new Date(Date.parse(value) - 864e5).toISOString().slice(0, 10));
  const listed = (values) => values.join("\n");
  const fields = (codes) => listed(codes.map((code) => text("population_field", code)));

  const cell = (value) => {
    const td = document.createElement("td");
    td.append(value instanceof Node ? value : String(value));
    return td;
  };
  const procedure = (code) => {
    const link = document.createElement("a");
    link.href = `/thu-tuc/${encodeURIComponent(code)}`;
    link.textContent = code;
    return link;
  };

  const fill = (name, rows, stated) => {
    const section = part(name);
    section.hidden = rows === null;
    if (rows === null) return;
    section.querySelector("tbody").replaceChildren(
      ...rows.map((values) => {
        const row = document.createElement("tr");
        row.append(...values.map(cell));
        return row;
      }),
    );
    section.querySelector(".wide").hidden = rows.length === 0;
    section.querySelector(".none").hidden = rows.length > 0;
    const positions = section.querySelector(".positions");
    positions.hidden = !stated?.positions;
    positions.textContent = positions.hidden ? "" : `${text("text", "positions")} ${stated.positions}`;
  };

  const show = (impact) => {
    const { online_services: online, population_lookup: lookups, reporting } = impact;
    const versions = (periods) =>
      listed(
        periods.map(({ version, effective_from: from, effective_to: to }) =>
          `${version}: ${day(from)} – ${to === null ? "" : dayBefore(to)}`.trim(),
        ),
      );
    fill("changes", impact.changes.map((change) => [
      procedure(change.procedure_code),
      text("kind", change.kind),
      day(change.effective_on),
      versions(change.cancelled),
      listed(change.for_review),
    ]));
    fill("services", online && online.services.map((service) => [
      procedure(service.procedure_code),
      text("service_change", service.change),
      day(service.effective_on),
      text("text", service.paused ? "yes" : "no"),
    ]), online);
    fill("dossiers", online && online.open_dossiers.map((open) => [
      procedure(open.procedure_code), open.agency_code, open.state, open.count,
    ]), online);
    fill("lookups", lookups && lookups.procedures.map((changed) => [
      procedure(changed.procedure_code), day(changed.effective_on), fields(changed.gained), fields(changed.lost),
      fields(changed.household_members_gained), fields(changed.household_members_lost),
    ]), lookups);
    fill("figures", reporting && reporting.figures.map((moved) => [
      moved.figure, listed(moved.of), moved.before, moved.after,
    ]), reporting);
    part("not-answering").hidden = impact.not_answering.length === 0;
    part("missing").replaceChildren(
      ...impact.not_answering.map((name) => {
        const item = document.createElement("li");
        item.textContent = text("follower", name);
        return item;
      }),
    );
    part("result").hidden = false;
    part("heading").focus();
  };

  const ask = async () => {
    const response = await fetch(`/v1/decisions/${encodeURIComponent(part("decision").value.trim())}/impact`, {
      headers: {
        Authorization: `Bearer ${part("token").value.trim()}`,
        "Accept-Language": document.documentElement.lang,
      },
      cache: "no-store",
      credentials: "omit",
      redirect: "error",
    });
    const body = await response.json();
    if (!response.ok) return [body.title, body.detail].filter(Boolean).join(": ");
    show(body);
    return text("text", "shown");
  };

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    part("result").hidden = true;
    const status = part("status");
    status.textContent = text("text", "asking");
    try {
      status.textContent = await ask();
    } catch {
      status.textContent = text("text", "failed");
    }
  });
  addEventListener("pagehide", () => (part("token").value = ""));
})();
