// The one script of the public pages; nothing depends on it. It swaps results as filters change, completes what is
// typed, copies a link and prints.

const form = document.querySelector(".cb-find");
if (form && window.fetch && window.DOMParser && history.pushState) live(form);
const box = document.querySelector("input[list]");
if (box && window.fetch && window.AbortController) complete(box);
const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) offerCopy(copy);
const paper = document.querySelector("[data-print]");
if (paper) offerPrint(paper);

// A region that screen readers read out when its words change. Made here: without the script it would stay empty.
function speaker(after) {
  const made = document.createElement("span");
  made.setAttribute("role", "status");
  after.after(made);
  return made;
}

function live(form) {
  const status = speaker(form);
  status.className = "nhsuk-u-visually-hidden";
  let shown = page(location);
  let pending = null;

  form.addEventListener("change", (event) => {
    if (event.target.matches('[type="checkbox"]')) go(asked());
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest(".cb-chips a, .cb-sort a");
    const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !plain) return;
    event.preventDefault();
    go(link.href);
  });
  addEventListener("popstate", () => {
    // A jump to a part of the page comes here too; only another address is another page.
    if (page(location) !== shown) go(location.href, false);
  });

  // The address that sending the form would lead to, without what was left empty.
  function asked() {
    const wanted = [...new FormData(form)].filter(([name, value]) => name !== "q" || value.trim());
    const query = new URLSearchParams(wanted).toString();
    return form.action + (query ? `?${query}` : "");
  }

  function page(url) {
    return url.pathname + url.search;
  }

  // Show the page at an address in place; whatever goes wrong, the browser goes there itself.
  async function go(address, push = true) {
    // An answer that nobody waits for any more must not overtake the one that was asked for last.
    pending?.abort();
    const asking = (pending = new AbortController());
    document.getElementById("results").setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) throw new Error(answer.status);
      const found = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (asking.signal.aborted) return;
      if (push) history.pushState(null, "", address);
      swap(found);
      shown = page(location);
      const said = [...document.querySelectorAll("#count, #results .cb-also")];
      status.textContent = said.map((one) => one.textContent.trim()).join(". ");
    } catch (error) {
      if (asking.signal.aborted) return;
      if (push) location.assign(address);
      else location.reload();
    }
  }

  function swap(found) {
    const fresh = found.querySelector(".cb-find");
    const [before, after] = [form, fresh].map((one) => one.querySelector(".cb-browse"));
    const focused = form.contains(document.activeElement) ? document.activeElement : null;
    const drawer = before.querySelector("details");
    const opened = after.querySelector("details");
    if (drawer && opened) opened.open = drawer.open;
    const words = fresh.querySelector("#q").value;
    const hidden = (one) => [...one.querySelectorAll(':scope > [type="hidden"]')];
    hidden(form).forEach((one) => one.remove());
    before.before(...hidden(fresh));
    before.replaceWith(after);
    document.title = found.title;
    // What somebody is typing just now stays.
    if (focused?.id !== "q") form.querySelector("#q").value = words;
    if (focused && !focused.isConnected) refocus(focused);
  }

  // Back to the same box or link; when it is gone, to the count, which says what happened.
  function refocus(old) {
    const same = old.name
      ? [...form.elements].find((one) => one.name === old.name && one.value === old.value)
      : old.closest(".cb-sort") && form.querySelector(".cb-sort a");
    const count = document.getElementById("count");
    if (!same) count.tabIndex = -1;
    (same || count).focus({ preventScroll: true });
  }
}

// The list of a search box follows what is typed; what was in it stays until an answer comes, and when none does.
function complete(box) {
  let pause = 0;
  let pending = null;
  box.addEventListener("input", () => {
    clearTimeout(pause);
    pending?.abort();
    if (box.value.trim()) pause = setTimeout(refill, 150);
  });

  async function refill() {
    const asking = (pending = new AbortController());
    try {
      const query = new URLSearchParams({ q: box.value.slice(0, 200) });
      const answer = await fetch(`${box.list.dataset.from}?${query}`, { signal: asking.signal });
      if (!answer.ok) return;
      const found = await answer.json();
      box.list.replaceChildren(...found.map((value) => Object.assign(document.createElement("option"), { value })));
    } catch {
      // The reader types on without.
    }
  }
}

function offerCopy(button) {
  const status = speaker(button);
  button.closest("[hidden]").hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      status.textContent = "Link copied";
    } catch {
      status.textContent = "The link could not be copied. Copy it from the address bar.";
    }
  });
}

// In place of the words that tell which keys to press, which no phone has.
function offerPrint(button) {
  const item = button.closest("[hidden]");
  item.hidden = false;
  item.nextElementSibling.hidden = true;
  button.addEventListener("click", () => print());
}
