// Copy buttons: the value goes to the clipboard, and the button says so for a moment.
'use strict';

document.addEventListener('click', async event => {
  const button = event.target.closest('[data-copy]');
  if (!button) {
    return;
  }
  await navigator.clipboard.writeText(button.dataset.copy);
  const words = button.querySelector('.ui-button-text');
  const before = words.textContent;
  words.textContent = button.dataset.copied;
  setTimeout(() => { words.textContent = before; }, 2000);
});
