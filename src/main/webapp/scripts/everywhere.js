// What every page does beside Faces: tell the time zone, reveal a password, close menus, keyboard help.
'use strict';

document.cookie = 'zone=' + encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone)
  + ';path=/;max-age=31536000;samesite=lax' + (location.protocol === 'https:' ? ';secure' : '');

document.addEventListener('click', event => {
  const reveal = event.target.closest('[data-reveal]');
  if (reveal) {
    const field = document.getElementById(reveal.dataset.reveal);
    const shown = field.type === 'password';
    field.type = shown ? 'text' : 'password';
    reveal.setAttribute('aria-pressed', shown);
  }
  const opener = event.target.closest('[data-dialog]');
  if (opener) {
    document.getElementById(opener.dataset.dialog).showModal();
  }
  const closer = event.target.closest('[data-close]');
  if (closer) {
    closer.closest('dialog').close();
  }
  document.querySelectorAll('details.sp-whomenu[open], details.sp-pop[open]').forEach(menu => {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  });
});

// Copy buttons: the value goes to the clipboard, and the button says so for a moment.
document.addEventListener('click', async event => {
  const button = event.target.closest('[data-clip]');
  if (!button) {
    return;
  }
  await navigator.clipboard.writeText(button.dataset.clip);
  const words = button.querySelector('.ui-button-text');
  const before = words.textContent;
  words.textContent = button.dataset.copied;
  setTimeout(() => { words.textContent = before; }, 2000);
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape') {
    document.querySelectorAll('details.sp-whomenu[open], details.sp-pop[open], details.sp-menu[open]').forEach(menu => {
      menu.open = false;
      menu.querySelector('summary').focus();
    });
  }
});

// Keys: whatever carries data-key is pressed by it, unless somebody types or has switched keys off.
const keysOff = () => localStorage.getItem('keys') === 'off';
document.addEventListener('keydown', event => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]');
  if (event.ctrlKey && event.key === 'Enter') {
    const send = document.querySelector('[data-key="ctrl+enter"]:not([disabled])');
    if (send) {
      event.preventDefault();
      send.focus();
      send.click();
    }
    return;
  }
  if (typing || keysOff() || event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) {
    return;
  }
  const target = [...document.querySelectorAll('[data-key]')].find(e => e.dataset.key === event.key.toLowerCase());
  if (event.key === '?' && document.getElementById('help')) {
    document.getElementById('help').showModal();
  } else if (target) {
    event.preventDefault();
    if (target.matches('input')) {
      target.focus();
    } else {
      target.click();
    }
  }
});
document.querySelectorAll('[data-keys-switch]').forEach(box => {
  box.checked = !keysOff();
  box.addEventListener('change', () => localStorage.setItem('keys', box.checked ? 'on' : 'off'));
});
document.addEventListener('click', event => {
  const press = event.target.closest('[data-press]');
  if (press) {
    document.getElementById(press.dataset.press).click();
  }
});
document.querySelectorAll('[data-until]').forEach(bar =>
  setTimeout(() => bar.remove(), Math.max(0, Number(bar.dataset.until))));

// What an answer says may stand elsewhere than where somebody pressed: it comes into view. What it asks gets the keyboard, too, on
// what does no harm, but only after Faces has given it back to the button that was pressed.
const come = news => {
  if (news.isConnected) {
    news.scrollIntoView({block: 'nearest'});
    const first = news.dataset.arrive === 'ask' && news.querySelector('input:not([type=hidden]), .ui-button-secondary');
    if (first) {
      first.focus();
    }
  }
};
new MutationObserver(changes => {
  const added = changes.flatMap(change => [...change.addedNodes]).filter(node => node.nodeType === Node.ELEMENT_NODE);
  const news = added.flatMap(node => node.matches('[data-arrive]') ? [node] : [...node.querySelectorAll('[data-arrive]')]);
  if (news.length) {
    setTimeout(come, 120, news[0]);
  }
}).observe(document.body, {childList: true, subtree: true});
document.querySelectorAll('[data-arrive]').forEach(come);
