// What every page can do with scripts. Nothing here is needed to use a page.

document.documentElement.classList.add("scripted");

// A box that only matters while another one is ticked.
for (const box of document.querySelectorAll("[data-shows]")) {
  const shown = document.getElementById(box.dataset.shows);
  const show = () => {
    shown.hidden = !box.checked;
    for (const field of shown.querySelectorAll("input")) {
      field.required = box.checked;
    }
  };
  box.addEventListener("change", show);
  show();
}

// A faulty form begins at its first fault.
document.querySelector("[aria-invalid=true]")?.focus();

// A form whose answer belongs into this page, so that the page goes on living. Delegated, because the answer may bring the form again.
document.addEventListener("submit", async (event) => {
  const form = event.target;
  const into = form.dataset.into;
  if (!into) {
    return;
  }
  event.preventDefault();
  let fresh;
  try {
    const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
    if (answer.redirected) {
      location.assign(answer.url); // it was refused, and that page says why
      return;
    }
    fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(into);
  } catch {
    failed(form); // nothing came: leaving this page now would lead to the browser's own
    return;
  }
  if (!fresh) {
    form.submit(); // whatever it was, the server says it better
    return;
  }
  const old = document.getElementById(into);
  const within = old.contains(document.activeElement);
  old.replaceChildren(...fresh.childNodes);
  if (within) {
    old.querySelector("form[data-into] button")?.focus({ preventScroll: true });
  }
});

function failed(form) {
  const line = form.querySelector(".field-error") ?? form.appendChild(Object.assign(document.createElement("p"), { className: "field-error" }));
  line.textContent = form.dataset.failed;
}
