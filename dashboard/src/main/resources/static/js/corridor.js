// Live rows and decisions. Without this script the pages can be read, and the forms still post.
(function () {
  'use strict';
  var ROWS_MAX = 200;
  var STATUS_MILLIS = 5000;
  var WORDS = {
    FirstVote: 'your word is kept; another officer must confirm it',
    Cleared: 'released; the payment goes on',
    Released: 'released; we agree when the other bank asks again',
    Agreed: 'approved; the payment goes on',
    Quoted: 'approved; the payment goes on',
    Rejected: 'rejected; the sender is told'
  };

  function live(table) {
    var body = table.tBodies[0];
    var filter = table.dataset.filter;
    var status = document.getElementById('live-status');
    var pause = document.getElementById('pause');
    var source = null;
    var place = null;
    var changed = 0;

    function put(html) {
      var template = document.createElement('template');
      template.innerHTML = '<table><tbody>' + html + '</tbody></table>';
      var rows = Array.from(template.content.querySelectorAll('tr'));
      rows.reverse().forEach(function (row) {
        var old = document.getElementById(row.id);
        var wanted = !filter || row.dataset.state === filter;
        if (old && old.outerHTML === row.outerHTML) { return; }
        if (old && wanted) { old.replaceWith(row); }
        else if (old) { old.remove(); }
        else if (wanted) { body.prepend(row); }
        changed++;
      });
      while (body.rows.length > ROWS_MAX) { body.lastElementChild.remove(); }
    }

    function open() {
      var url = new URL(table.dataset.live, location.href);
      if (place) { url.searchParams.set('after', place); }
      source = new EventSource(url);
      source.addEventListener('rows', function (event) { place = event.lastEventId; put(event.data); });
      source.addEventListener('reload', function () { location.reload(); });
      source.onopen = function () { status.textContent = 'Live'; };
      source.onerror = function () {
        status.textContent = source.readyState === EventSource.CLOSED
          ? 'No live updates now: load the page again' : 'Connecting again';
      };
    }

    pause.hidden = false;
    pause.addEventListener('click', function () {
      var on = pause.getAttribute('aria-pressed') === 'true';
      pause.setAttribute('aria-pressed', String(!on));
      pause.textContent = on ? 'Pause updates' : 'Resume updates';
      if (on) { open(); } else { source.close(); status.textContent = 'Paused'; }
    });
    setInterval(function () {
      if (changed > 0) { status.textContent = changed + ' updates'; changed = 0; }
    }, STATUS_MILLIS);
    open();
  }

  function decide(form) {
    form.addEventListener('submit', function (event) {
      event.preventDefault();
      var button = event.submitter;
      var notice = document.getElementById('notice');
      var url = (button && button.getAttribute('formaction')) || form.getAttribute('action');
      form.querySelectorAll('button').forEach(function (b) { b.disabled = true; });
      fetch(url, { method: 'POST', body: new URLSearchParams(new FormData(form)), headers: { Accept: 'application/json' } })
        .then(function (response) {
          return response.json().catch(function () { return {}; }).then(function (answer) {
            // A session that has ended is redirected to the login page: that is no decision.
            var done = response.ok && Boolean(answer.result);
            notice.textContent = done
              ? 'Done: ' + (WORDS[answer.result] || answer.result)
              : 'Not done: ' + (answer.detail || answer.title || 'load the page again');
            if (done && answer.result !== 'FirstVote' && answer.result !== 'Noted') {
              form.closest('article').remove();
            }
            form.querySelectorAll('button').forEach(function (b) { b.disabled = false; });
          });
        })
        .catch(function () {
          notice.textContent = 'Not done: the gateway does not answer';
          form.querySelectorAll('button').forEach(function (b) { b.disabled = false; });
        });
    });
  }

  var table = document.querySelector('table[data-live]');
  if (table && table.dataset.live) { live(table); }
  document.querySelectorAll('form[data-decision]').forEach(decide);
})();
