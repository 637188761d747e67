function (doc, before, user, security) {
  // What may be written into a database of Visage; `cargo xtask backend init` puts it into _design/visage.
  // Documents are closed in their kinds and open in their fields: what a later version adds to a document is taken,
  // another kind of document is not. In the JavaScript of 2009 (ES5), which is what CouchDB runs.

  // The longest text of one line: what the forms take is 500 characters, and one may count as two here.
  var TEXT = 2000;
  // The largest document, in characters of its JSON; some keep whole contacts.
  var DOCUMENT = 1000000;
  var LARGE = 4000000;

  var UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
  var TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
  var PICTURES = 'image/jpeg image/png';

  // Of each kind: how its ids go on behind the colon, what must be there, which of its known fields are of which type,
  // and what stays as it was once it is written.
  var KINDS = {
    contact: {
      id: UUID,
      line: 'first_name last_name company job_title contact_type street city region postal_code country timezone website '
        + 'source owner birthday merged_into',
      time: 'created_at updated_at last_activity_at deleted_at',
      list: 'emails phones tags followers dnd aliases', object: 'custom picture', flag: 'sample'
    },
    conversation: { id: UUID, flag: 'starred archived', number: 'read_up_to snoozed_after', time: 'snoozed_until' },
    message: {
      id: UUID + ':[0-9]{8,}-[0-9A-Za-z_.-]{1,64}', needs: 'channel direction body created_at',
      line: 'channel direction state subject to from by claimed_by', text: 'body reason', number: 'attempt',
      time: 'created_at held_until', list: 'attachments', stays: 'channel direction body subject from by'
    },
    note: {
      id: UUID + ':' + UUID, needs: 'created_at', line: 'title colour author', text: 'text', flag: 'pinned',
      time: 'created_at updated_at deleted_at', stays: 'author'
    },
    task: {
      id: UUID + ':' + UUID, needs: 'title created_at', line: 'title due assignee repeat repeat_from author',
      time: 'done_at created_at updated_at deleted_at', stays: 'author'
    },
    event: {
      id: UUID + ':' + UUID, needs: 'kind at', line: 'kind by field picture merge', text: 'from to', time: 'at',
      stays: 'kind by field from to picture merge'
    },
    merge: {
      id: UUID, needs: 'at survivor contacts merged', line: 'by survivor', time: 'at undone_at', object: 'contacts merged left',
      stays: 'by survivor', size: LARGE
    },
    duplicates: { id: UUID, needs: 'at contacts', line: 'by', time: 'at undone_at', list: 'contacts', stays: 'by' },
    'import': {
      id: UUID, needs: 'at', line: 'file by', time: 'at seen_at ended_at undone_at',
      number: 'created changed same refused', list: 'made', stays: 'by'
    },
    imported: { id: UUID + ':[0-9]{6,}', size: LARGE },
    list: {
      id: UUID, line: 'name view made_by updated_by', text: 'filter sort', list: 'columns', number: 'position',
      flag: 'shared sample', time: 'made_at updated_at deleted_at', stays: 'made_by'
    },
    field: {
      id: '[A-Za-z0-9_.-]{1,64}', line: 'name kind currency folder', number: 'position', flag: 'required', list: 'choices',
      time: 'removed_at purged_at'
    },
    settings: {
      id: 'workspace', line: 'picture_rules country', list: 'form contact_types people templates', size: LARGE
    },
    // Named by the SHA-256 of their bytes, so they never change. A file is handed over as a download, whatever it is: its
    // true type stands in the message. Here it is kept under a type that no browser runs, as the server may show it.
    picture: { id: '[0-9a-f]{64}', holds: 'full', types: PICTURES, bytes: 2621440 },
    thumb: { id: '[0-9a-f]{64}', holds: 'thumb', types: PICTURES, bytes: 131072 },
    file: { id: '[0-9a-f]{64}', holds: 'file', types: PICTURES + ' application/octet-stream text/plain', bytes: 20971520 }
  };

  // What the elements of a list have.
  var ELEMENTS = { emails: 'address', phones: 'number', attachments: 'name digest', choices: 'name', columns: 'field', form: 'field', people: 'id name', templates: 'id name' };

  function refuse(reason) {
    throw({ forbidden: reason });
  }

  function words(text) {
    return text ? text.split(' ') : [];
  }

  function each(list, work) {
    for (var at = 0; at < list.length; at += 1) work(list[at]);
  }

  function has(list, value) {
    return Boolean(list) && list.indexOf(value) >= 0;
  }

  function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  }

  // Absent, or null, which counts as absent.
  function isAbsent(value) {
    return value === undefined || value === null;
  }

  function isAdmin() {
    var admins = (security && security.admins) || {};
    return has(user.roles, '_admin') || has(admins.names, user.name)
      || user.roles.some(function (role) { return has(admins.roles, role); });
  }

  function isVector(value) {
    return isObject(value) && Object.keys(value).every(function (device) {
      var count = value[device];
      return typeof count === 'number' && count >= 0 && count % 1 === 0 && device.length <= 100;
    });
  }

  // Whether a copy with this vector has seen every edit of one with the other.
  function contains(vector, other) {
    return !isVector(other) || Object.keys(other).every(function (device) { return (vector[device] || 0) >= other[device]; });
  }

  var TYPES = {
    line: [function (value) { return typeof value === 'string' && value.length <= TEXT; }, 'a text of at most ' + TEXT + ' characters'],
    text: [function (value) { return typeof value === 'string'; }, 'a text'],
    number: [function (value) { return typeof value === 'number'; }, 'a number'],
    flag: [function (value) { return typeof value === 'boolean'; }, 'true or false'],
    time: [function (value) { return typeof value === 'string' && TIME.test(value); }, 'a time such as 2026-03-01T09:30:00.000Z'],
    list: [function (value) { return Array.isArray(value); }, 'a list'],
    object: [isObject, 'an object']
  };

  function checkFields(kind, name) {
    each(words(kind.needs), function (field) {
      if (isAbsent(doc[field])) refuse('A ' + name + ' needs ' + field + '.');
    });
    for (var type in TYPES) {
      each(words(kind[type]), function (field) {
        if (!isAbsent(doc[field]) && !TYPES[type][0](doc[field])) refuse('The field ' + field + ' of a ' + name + ' is ' + TYPES[type][1] + '.');
      });
    }
    each(words(kind.list), function (field) {
      each(doc[field] || [], function (element) { checkElement(field, element); });
    });
  }

  function checkElement(field, element) {
    var keys = words(ELEMENTS[field]);
    if (isAbsent(element)) return;
    if (keys.length ? !isObject(element) : !TYPES.line[0](element)) refuse('The list ' + field + ' is one of ' + (keys.length ? 'objects.' : 'texts.'));
    each(keys, function (key) {
      if (!isAbsent(element[key]) && !TYPES.line[0](element[key])) refuse('In ' + field + ', ' + key + ' is ' + TYPES.line[1] + '.');
    });
  }

  // A note is as long as its form takes, and its author stays who it was.
  function checkRules(kind, name) {
    if (name === 'note' && doc.text && doc.text.length > 40000) refuse('A note is at most 20000 characters long.');
    if (name === 'message' && doc.direction !== 'in' && doc.direction !== 'out') refuse('The direction of a message is in or out.');
    // The sample has the same ids on every device that loads it, and times of its own on each.
    if (!before || isAdmin() || /^[a-z]+:5a4d504c-4500-4000-8000-/.test(doc._id)) return;
    each(words(kind.stays), function (field) {
      if (!isAbsent(before[field]) && before[field] !== '' && doc[field] !== before[field]) refuse('The field ' + field + ' of a ' + name + ' stays as it was.');
    });
  }

  function checkAttachments(kind, name) {
    var names = Object.keys(doc._attachments || {});
    if (!kind.holds) {
      if (names.length) refuse('A ' + name + ' has no attachments.');
      return;
    }
    if (names.length !== 1 || names[0] !== kind.holds) refuse('A ' + name + ' has one attachment, ' + kind.holds + '.');
    var is = doc._attachments[kind.holds];
    var was = before && before._attachments && before._attachments[kind.holds];
    if (was) {
      var isKept = isAbsent(is.digest) ? is.stub && (isAbsent(is.revpos) || is.revpos === was.revpos) : is.digest === was.digest;
      if (!isKept) refuse('A ' + name + ' never changes: another one has another id.');
      return;
    }
    var type = String(is.content_type).split(';')[0].trim().toLowerCase();
    if (!has(words(kind.types), type)) refuse('A ' + name + ' is one of ' + words(kind.types).join(', ') + '.');
    var isInline = typeof is.data === 'string';
    var bytes = isInline ? Math.floor(is.data.length * 3 / 4) - 2 : is.length || (is.data && is.data.length) || 0;
    if (bytes > kind.bytes) refuse('A ' + name + ' has at most ' + kind.bytes + ' bytes.');
  }

  // A document that is made anew stands on nothing.
  if (before && before._deleted) before = null;
  var colon = doc._id.indexOf(':');
  var name = doc._id.slice(0, Math.max(colon, 0));
  var kind = KINDS.hasOwnProperty(name) ? KINDS[name] : null;

  if (doc._deleted) {
    // Visage keeps what is deleted in Trash first, and says with the tombstone which edits it knows of. Whoever does not say
    // it would delete what somebody edits meanwhile.
    if (!isAdmin() && !(isVector(doc.v) && contains(doc.v, before && before.v))) {
      refuse('Delete it in Visage: what deletes a document carries its version vector, v.');
    }
    return;
  }
  if (!kind || !new RegExp('^' + kind.id + '$').test(doc._id.slice(colon + 1))) refuse('Visage has no documents with such an id: ' + doc._id.slice(0, 100));
  if (!isAbsent(doc.v) && !isVector(doc.v)) refuse('The version vector v counts the edits of each device.');
  if (!isAbsent(doc.lost) && !Array.isArray(doc.lost)) refuse('The values that gave way, lost, are a list.');
  checkFields(kind, name);
  checkRules(kind, name);
  checkAttachments(kind, name);
  if (!kind.holds && JSON.stringify(doc).length > (kind.size || DOCUMENT)) refuse('A ' + name + ' is not as large as this.');
}
