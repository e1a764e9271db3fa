// What the pages of the administration do beside Faces.
'use strict';

// A password that is shown only now must not appear above what somebody is looking at.
new MutationObserver(() => {
  const note = document.querySelector('.sp-told > .sp-note:not([data-seen])');
  if (note) {
    note.dataset.seen = '';
    note.scrollIntoView({ block: 'center' });
  }
}).observe(document.body, { childList: true, subtree: true });
