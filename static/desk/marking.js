// Saves a judge's marks as they are given, so that nothing is lost when the page is left. Without it a button does.

const form = document.querySelector("#marks")
const told = document.querySelector("#saved")
let last = Promise.resolve()

const save = async () => {
  const data = new FormData(form)
  data.set("mark", "save")
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: data, headers: { Accept: "application/json" } })
    if (!answer.ok) throw new Error(answer.statusText)
    told.textContent = (await answer.json()).told
  } catch {
    told.textContent = "Not saved: the desk could not be reached. Press “Save” to try again."
  }
}

// One after another: what was given last must be saved last.
form?.addEventListener("change", () => {
  last = last.then(save)
})
