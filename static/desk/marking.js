// Saves a judge's marks as they are given, so that nothing is lost when the page is left. Without it a button does.

const form = document.querySelector("#marks")
const told = document.querySelector("#saved")
let unsaved = false
let saving = false
let leaving = false

const marks = () => {
  const data = new FormData(form)
  data.set("mark", "save")
  return data
}

// One after another: what was given last must be saved last.
const save = async () => {
  if (saving) return
  saving = true
  while (unsaved) {
    unsaved = false
    try {
      const answer = await fetch(location.pathname, { method: "POST", body: marks(), headers: { Accept: "application/json" } })
      if (!answer.ok) throw new Error(answer.statusText)
      told.textContent = (await answer.json()).told
    } catch {
      told.textContent = "Not saved: the desk could not be reached. Press “Save” to try again."
    }
  }
  saving = false
}

form?.addEventListener("input", () => {
  unsaved = true
})
form?.addEventListener("change", () => {
  unsaved = true
  save()
})
form?.addEventListener("submit", () => {
  leaving = true
})

// A page that is left cannot wait for answers: the browser sends this by itself.
addEventListener("pagehide", () => {
  if (!leaving && (unsaved || saving)) navigator.sendBeacon(location.pathname, marks())
})
