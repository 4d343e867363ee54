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
