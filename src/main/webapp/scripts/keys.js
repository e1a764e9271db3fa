// Contacts' keys: files that are dropped anywhere on the page are imported as if they had been chosen.
'use strict';

(() => {
  const curtain = document.getElementById('drop');
  let depth = 0;
  const carriesFiles = event => [...event.dataTransfer.types].includes('Files');
  const leave = () => {
    depth = 0;
    curtain.hidden = true;
  };

  document.addEventListener('dragenter', event => {
    if (carriesFiles(event)) {
      depth++;
      curtain.hidden = false;
    }
  });
  document.addEventListener('dragleave', event => {
    if (carriesFiles(event) && --depth <= 0) {
      leave();
    }
  });
  document.addEventListener('dragover', event => {
    if (carriesFiles(event)) {
      event.preventDefault();
    }
  });
  document.addEventListener('drop', event => {
    if (carriesFiles(event)) {
      event.preventDefault();
      leave();
      document.getElementById('import:files').files = event.dataTransfer.files;
      document.getElementById('import:take').click();
    }
  });
})();
