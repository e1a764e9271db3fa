// What the pages of the administration do beside Faces.
'use strict';

// Copy buttons: the value goes to the clipboard, and the button says so for a moment.
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

// A password that is shown only now must not appear above what somebody is looking at.
new MutationObserver(() => {
  const note = document.querySelector('.sp-told > .sp-note:not([data-seen])');
  if (note) {
    note.dataset.seen = '';
    note.scrollIntoView({ block: 'center' });
  }
}).observe(document.body, { childList: true, subtree: true });
