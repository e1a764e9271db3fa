// Compose: chips, editor, autosave, attachments. Every change sends the whole form; Faces answers with what differs.
'use strict';

(() => {
  const form = document.getElementById('compose');
  const editor = document.getElementById('editor');
  const html = document.getElementById('compose:html');
  const limit = 25 * 1024 * 1024;
  let saveTimer = 0;
  let pollTimer = 0;
  let pollWait = 500;

  const byId = id => document.getElementById('compose:' + id);
  const line = field => form.querySelector('[data-line="' + field + '"]');
  const soon = wait => {
    clearTimeout(saveTimer);
    saveTimer = setTimeout(() => composeSave(), wait);
  };

  // The server couldn't be reached: what was typed stays here, is saved as soon as it can be, and can be sent again.
  let before = null;
  window.composeFailed = () => {
    const saved = document.getElementById('saved');
    before = before === null ? saved.innerHTML : before;
    saved.textContent = form.dataset.notSaved;
    soon(4000);
  };
  window.composeReached = () => {
    if (before !== null) {
      document.getElementById('saved').innerHTML = before;
      before = null;
      pressable();
    }
  };
  // the button that was pressed in vain waits for an answer that never came
  const pressable = () => {
    PrimeFaces.getWidgetById('compose:send').enable();
    byId('send').classList.remove('ui-state-loading');
    byId('send').querySelectorAll('.ui-icon-loading').forEach(icon => icon.remove());
  };

  // ---- people
  const take = (input, text) => {
    const typed = (text === undefined ? input.value : text).trim();
    if (typed) {
      input.value = '';
      pollWait = 500;
      composeAdd([{name: 'field', value: input.dataset.line}, {name: 'typed', value: typed}]);
    }
  };

  form.addEventListener('keydown', event => {
    const input = event.target.closest('[data-line]');
    if (!input) {
      return;
    }
    const ends = event.key === 'Enter' || event.key === ';'
      || event.key === ',' && (input.value.match(/"/g) || []).length % 2 === 0
      || event.key === 'Tab' && !event.shiftKey && input.value.trim();
    if (ends && !event.isComposing && !event.ctrlKey) {
      event.preventDefault();
      take(input);
    } else if (event.key === 'Backspace' && !input.value) {
      const chips = input.closest('[data-people]').querySelectorAll('[data-remove]');
      if (chips.length) {
        composeRemove([{name: 'number', value: chips[chips.length - 1].dataset.remove}]);
      }
    }
  });

  form.addEventListener('paste', event => {
    const input = event.target.closest('[data-line]');
    const pasted = input && event.clipboardData.getData('text/plain');
    if (pasted && /[,;\n\t]|\S@\S+\s+\S+@\S/.test(pasted)) {
      event.preventDefault();
      take(input, input.value + pasted);
    }
  });

  form.addEventListener('input', event => {
    const input = event.target.closest('[data-line]');
    if (input) {
      const chosen = [...document.querySelectorAll('#contacts option')].some(option => option.value === input.value);
      if (chosen && (!event.inputType || event.inputType === 'insertReplacementText')) {
        take(input);
      }
    } else if (event.target.type !== 'radio') {
      soon(event.target.dataset.eager ? 600 : 1200);
    }
  });

  // A press on the bar sends what was typed along with the form; leaving the field for anywhere else makes a chip of it.
  let pressedBar = false;
  document.addEventListener('pointerdown', event => {
    pressedBar = Boolean(event.target.closest('.sp-bar'));
  });
  form.addEventListener('focusout', event => {
    const input = event.target.closest('[data-line]');
    if (input && !pressedBar && document.hasFocus()) {
      take(input);
    }
    pressedBar = false;
  });

  form.addEventListener('click', event => {
    const remove = event.target.closest('[data-remove]');
    if (remove) {
      const people = remove.closest('[data-people]');
      composeRemove([{name: 'number', value: remove.dataset.remove}]);
      if (people) {
        line(people.dataset.people).focus();
      }
    }
    const mend = event.target.closest('[data-mend]');
    if (mend) {
      const input = line(mend.closest('[data-people]').dataset.people);
      composeRemove([{name: 'number', value: mend.dataset.mend}]);
      input.value = mend.dataset.typed;
      input.focus();
    }
    const show = event.target.closest('[data-show]');
    if (show) {
      const field = document.getElementById(show.dataset.show);
      field.classList.remove('sp-later');
      show.classList.add('sp-later');
      field.querySelector('[data-line]').focus();
    }
    const people = event.target.closest('[data-people]');
    if (people && !event.target.closest('button, input')) {
      line(people.dataset.people).focus();
    }
    const unattach = event.target.closest('[data-unattach]');
    if (unattach) {
      composeUnattach([{name: 'file', value: unattach.dataset.unattach}]);
    }
    const format = event.target.closest('[data-format]');
    if (format) {
      editor.focus();
      document.execCommand(format.dataset.format, false, format.dataset.value || null);
    }
  });

  form.addEventListener('mousedown', event => {
    if (event.target.closest('[data-format]')) {
      event.preventDefault();
    }
  });

  form.addEventListener('change', event => {
    if (event.target.dataset.into) {
      document.getElementById(event.target.dataset.into).value = event.target.value;
      composeSave();
    }
  });

  // ---- editor
  const sync = () => {
    html.value = editor.textContent.trim() ? editor.innerHTML : '';
  };
  document.execCommand('defaultParagraphSeparator', false, 'p');
  if (!editor.textContent.trim() && !editor.querySelector('img, blockquote')) {
    editor.innerHTML = '<p><br></p>';
  }
  editor.addEventListener('input', sync);
  editor.addEventListener('paste', event => {
    event.preventDefault();
    document.execCommand('insertText', false, event.clipboardData.getData('text/plain'));
  });
  sync();

  // ---- after each answer: what can't be said in plain HTML attributes, and looking again while something is checked
  const settle = () => {
    form.querySelectorAll('input[type=radio][data-into]').forEach(radio => {
      radio.checked = radio.dataset.chosen === 'true';
      radio.disabled = radio.dataset.off === 'true';
    });
    form.querySelectorAll('details[data-keep]').forEach(details => {
      details.open = sessionStorage.getItem('open.' + details.dataset.keep) === '1';
    });
    if (byId('sending').dataset.checking === 'true' && !pollTimer) {
      pollTimer = setTimeout(() => {
        pollTimer = 0;
        pollWait = Math.min(pollWait * 1.4, 4000);
        composeRefresh([], {});
        again();
      }, pollWait);
    }
  };
  const again = () => setTimeout(settle, 300);
  form.addEventListener('toggle', event => {
    if (event.target.dataset.keep) {
      sessionStorage.setItem('open.' + event.target.dataset.keep, event.target.open ? '1' : '0');
    }
  }, true);
  new MutationObserver(settle).observe(form.querySelector('.sp-colw'), {childList: true, subtree: true});
  new MutationObserver(settle).observe(form.querySelector('.sp-bar'), {childList: true, subtree: true});
  settle();
  if (!form.querySelector('[data-remove]') && document.activeElement === document.body) {
    byId('to').focus();
  }

  // ---- attachments: each one is a request of its own, streamed and sealed
  const uploads = document.getElementById('uploads');
  const octets = () => Number(byId('files').dataset.octets);
  const say = (template, name) => template.replace('{0}', name);
  const note = (name, words) => {
    const row = document.createElement('div');
    row.className = 'sp-file';
    row.innerHTML = '<span class="grow"></span>';
    row.firstChild.textContent = say(words, name);
    uploads.append(row);
    return row;
  };
  const refuse = (name, words) => {
    const row = note(name, words);
    row.className = 'sp-note is-blocked';
    row.setAttribute('role', 'alert');
    setTimeout(() => row.remove(), 20000);
  };
  const draft = () => new Promise(resolve => {
    const known = () => byId('files').dataset.draft;
    if (known()) {
      resolve(known());
      return;
    }
    composeFiles();
    const waiting = setInterval(() => {
      if (known()) {
        clearInterval(waiting);
        resolve(known());
      }
    }, 50);
  });
  const upload = (uuid, file) => new Promise(resolve => {
    const row = note(file.name, form.dataset.uploading);
    const bar = document.createElement('progress');
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    row.append(bar);
    const request = new XMLHttpRequest();
    request.open('POST', 'attachments?' + new URLSearchParams({draft: uuid, name: file.name, type: file.type}));
    request.setRequestHeader('X-Sealpost', 'attach');
    request.upload.onprogress = event => {
      bar.value = event.loaded / event.total;
    };
    request.onloadend = () => {
      row.remove();
      if (request.status === 413) {
        refuse(file.name, form.dataset.tooBig);
      } else if (request.status !== 204) {
        refuse(file.name, form.dataset.failed);
      }
      resolve();
    };
    request.send(file);
  });
  const attach = async files => {
    let total = octets();
    const fitting = [...files].filter(file => {
      const fits = total + file.size <= limit;
      total += fits ? file.size : 0;
      if (!fits) {
        refuse(file.name, form.dataset.tooBig);
      }
      return fits;
    });
    if (fitting.length) {
      const uuid = await draft();
      for (const file of fitting) {
        await upload(uuid, file);
      }
      composeFiles();
    }
  };
  document.getElementById('attach').addEventListener('change', event => {
    attach(event.target.files);
    event.target.value = '';
  });
  form.addEventListener('dragover', event => event.preventDefault());
  form.addEventListener('drop', event => {
    if (event.dataTransfer.files.length) {
      event.preventDefault();
      attach(event.dataTransfer.files);
    }
  });
})();
