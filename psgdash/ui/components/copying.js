/** Puts a text on the clipboard; the old way where there is none (no https) or it is refused. */
async function copyText(text) {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* the old way */ }
  const field = document.createElement("textarea"), before = document.activeElement;
  field.value = text;
  field.readOnly = true;
  field.style.cssText = "position: fixed; top: 0; opacity: 0";
  document.body.append(field);
  field.select();
  let done = false;
  try { done = document.execCommand("copy"); } catch { /* the person copies by hand */ }
  field.remove();
  before?.focus({ preventScroll: true });
  return done;
}

/**
 * A button that copies what `textOf` gives, and says so to eyes and to a screen reader (`told`).
 * Where no way is left, the text appears selected in a field behind `after`, to be copied by hand.
 */
function copyButton(label, said, refused, textOf, told, after) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "action";
  button.textContent = label;
  let back;
  button.onclick = async () => {
    const text = textOf(), done = await copyText(text);
    after.parentElement.querySelector(".by-hand")?.remove();
    told.textContent = "";
    setTimeout(() => { told.textContent = done ? said : refused; }, 50); // the same words twice are told twice
    if (!done) return byHand(text, refused, after);
    button.textContent = said;
    clearTimeout(back);
    back = setTimeout(() => { button.textContent = label; }, 2500);
  };
  return button;
}

function byHand(text, refused, after) {
  const box = document.createElement("label"), field = document.createElement("input");
  box.className = "by-hand";
  box.append(refused, field);
  field.readOnly = true;
  field.value = text;
  after.after(box);
  field.focus();
  field.select();
}
