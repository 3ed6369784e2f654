// Gives the pickers that search as one types the names of their fields: the script that draws them does not.

const $ = window.django?.jQuery

const labelOf = (select) =>
  (document.querySelector(`label[for="${select.id}"]`)?.textContent || select.name).replace(/:\s*$/, "").trim()

const nameOne = (select) => {
  const drawn = select.nextElementSibling
  if (!drawn?.classList.contains("select2-container")) return
  const label = labelOf(select)
  const single = drawn.querySelector(".select2-selection--single")
  if (single) {
    const shown = single.querySelector(".select2-selection__rendered")
    single.removeAttribute("aria-labelledby")
    single.setAttribute("aria-label", `${label}: ${select.selectedOptions[0]?.textContent.trim() || "nothing chosen"}`)
    shown.removeAttribute("role")
    shown.removeAttribute("aria-readonly")
  }
  drawn.querySelector(".select2-search__field")?.setAttribute("aria-label", label)
}

const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(nameOne)

if ($) {
  window.addEventListener("load", nameAll)
  document.addEventListener("formset:added", () => setTimeout(nameAll))
  $(document).on("change", "select.admin-autocomplete", nameAll)
  $(document).on("select2:open", (event) => {
    document.querySelector(".select2-dropdown .select2-search__field")?.setAttribute("aria-label", labelOf(event.target))
  })
}
