// Gives the pickers that search as one types the names of their fields, which the script that draws them does not do,
// and makes long lists readable on a phone.

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

// On a phone each row of a list stands as a block, and says of each cell what its column's head says.
const labelCells = () => {
  const list = document.querySelector("#result_list")
  if (!list) return
  const heads = [...list.tHead.rows[0].cells].map((head) => head.querySelector(".text")?.textContent.trim() || "")
  for (const row of list.tBodies[0].rows) {
    ;[...row.cells].forEach((cell, place) => {
      const isEmpty = ["", "-"].includes(cell.textContent.trim()) && !cell.querySelector("input, img")
      if (isEmpty) cell.dataset.empty = ""
      else if (cell.tagName === "TD" && heads[place]) cell.dataset.label = heads[place]
    })
  }
  list.classList.add("cd-stack")
}

// Who adds a row is taken to it, not left behind it.
const goInto = (row) => row.querySelector(".form-row :is(.select2-selection, input:not([type=hidden]), textarea, select:not(.admin-autocomplete))")?.focus()

labelCells()
document.addEventListener("formset:added", (event) => setTimeout(() => goInto(event.target)))
if ($) {
  window.addEventListener("load", nameAll)
  document.addEventListener("formset:added", () => setTimeout(nameAll))
  $(document).on("change", "select.admin-autocomplete", nameAll)
  $(document).on("select2:open", (event) => {
    document.querySelector(".select2-dropdown .select2-search__field")?.setAttribute("aria-label", labelOf(event.target))
  })
}
