// Lists and the open message: actions, the height of the frame, next and previous.
'use strict';

(() => {
  const here = new URLSearchParams(location.search);

  document.addEventListener('click', event => {
    const button = event.target.closest('[data-do]');
    if (button) {
      event.preventDefault();
      const asked = [{name: 'what', value: button.dataset.do}, {name: 'id', value: button.dataset.id}];
      if (button.dataset.to) {
        asked.push({name: 'to', value: button.dataset.to});
      }
      ['f', 'm', 'q', 'before', 'waiting'].forEach(name => {
        if (here.get(name)) {
          asked.push({name, value: here.get(name)});
        }
      });
      const copy = button.closest('[data-copy]');
      if (copy) {
        copy.querySelectorAll('[data-field]').forEach(input => asked.push({name: input.dataset.field, value: input.value}));
      }
      mailDo(asked);
    }
  });

  document.querySelectorAll('details[data-open="true"]').forEach(details => {
    details.open = true;
  });

  document.querySelectorAll('iframe.sp-frame').forEach(frame => {
    const fit = () => {
      const page = frame.contentDocument;
      if (page && page.body) {
        frame.style.height = page.documentElement.scrollHeight + 'px';
        page.querySelectorAll('a[href]').forEach(link => {
          link.target = '_blank';
        });
      }
    };
    frame.addEventListener('load', fit);
    window.addEventListener('resize', fit);
    fit();
  });

  document.addEventListener('keydown', event => {
    if (event.target.closest('input, textarea, select') || event.ctrlKey || event.metaKey || event.altKey
      || localStorage.getItem('keys') === 'off' || !'jk'.includes(event.key)) {
      return;
    }
    const links = [...document.querySelectorAll('.sp-item .sp-open')];
    const now = links.findIndex(link => link.closest('[aria-current="true"]'));
    const next = links[event.key === 'j' ? now + 1 : Math.max(0, now - 1)];
    if (next) {
      next.click();
    }
  });
})();
