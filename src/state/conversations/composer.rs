//! What is being written to a contact. It is kept on this device as one types, until it is sent.

use std::time::Duration;

use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::words::sentence;
use crate::domain::contact::Contact;
use crate::domain::conversation::draft::{Draft, MAX_BYTES, address};
use crate::domain::conversation::message::{Attachment, Channel};
use crate::domain::id::ContactId;
use crate::domain::template::Template;
use crate::domain::template::fill::fill;
use crate::io::attachment;
use crate::state::App;

/// How long the typing pauses before it is kept.
const PAUSE: Duration = Duration::from_millis(250);

/// What is being written.
#[derive(Clone, Copy)]
pub struct Composer {
    /// The text.
    pub body: RwSignal<String>,
    /// What an email is about.
    pub subject: RwSignal<String>,
    /// Why it cannot be sent.
    pub error: RwSignal<Option<String>>,
    /// The channel that was chosen; none until somebody did.
    chosen: RwSignal<Option<Channel>>,
    files: RwSignal<Vec<Attachment>>,
    /// How many files are being read.
    reading: RwSignal<usize>,
    /// How many bytes those have.
    coming: StoredValue<u64>,
    /// What of it was kept last, and comes from elsewhere when it differs from that.
    kept: StoredValue<Draft>,
    id: ContactId,
    app: App,
}

impl Composer {
    /// Goes on with what was being written.
    #[must_use]
    pub fn open(app: App, id: ContactId) -> Self {
        let composer = Self {
            body: RwSignal::default(),
            subject: RwSignal::default(),
            error: RwSignal::default(),
            chosen: RwSignal::default(),
            files: RwSignal::default(),
            reading: RwSignal::default(),
            coming: StoredValue::default(),
            kept: StoredValue::default(),
            id,
            app,
        };
        spawn_local(async move {
            app.read_draft(id).await;
        });
        Effect::new(move |_| {
            let kept = app.inbox.drafts.with(|drafts| drafts.get(&id).cloned());
            composer.take(&kept.unwrap_or_default());
        });
        let mut keep = debounce(PAUSE, move |()| composer.keep());
        Effect::new(move |before: Option<()>| {
            composer.body.track();
            composer.subject.track();
            composer.chosen.track();
            composer.error.set(None);
            if before.is_some() {
                composer.stay();
                keep(());
            }
        });
        on_cleanup(move || composer.keep());
        composer
    }

    /// The channel that it goes by: the chosen one, else the last one that was used here, else one that is open.
    #[must_use]
    pub fn channel(self) -> Channel {
        if let Some(chosen) = self.chosen.get() {
            return chosen;
        }
        let contact = self.app.book.contact(self.id);
        let Some(contact) = contact else { return Channel::Comment };
        let last = self.app.inbox.with(&contact, |summary| summary.channel.clone()).flatten();
        let own = last.filter(|last| address(&contact, last).is_ok());
        own.unwrap_or_else(|| usual(&contact))
    }

    /// Chooses a channel.
    pub fn choose(self, channel: Channel) {
        self.chosen.set(Some(channel));
    }

    /// Whoever has begun to write goes on by that channel: should it close meanwhile, that is said, and what was meant for
    /// the contact does not become a word to the team unseen.
    fn stay(self) {
        let is_chosen = self.chosen.with_untracked(Option::is_some);
        // Nothing can be told of a contact that is still being read.
        let is_known = untrack(|| self.app.book.contact(self.id).is_some());
        if !is_chosen && is_known && !self.draft().is_empty() {
            self.choose(untrack(|| self.channel()));
        }
    }

    /// Why nothing can be sent on a channel.
    #[must_use]
    pub fn is_closed(self, channel: &Channel) -> Option<String> {
        let contact = self.app.book.contact(self.id)?;
        address(&contact, channel).err().map(|reason| sentence(&reason))
    }

    /// The files that go with it.
    #[must_use]
    pub fn files(self) -> Signal<Vec<Attachment>> {
        self.files.into()
    }

    /// Whether files are being read.
    #[must_use]
    pub fn is_reading(self) -> bool {
        self.reading.get() > 0
    }

    /// Adds files, as far as there is room for them.
    pub fn attach(self, files: Vec<File>) {
        self.error.set(None);
        let taken = self.draft().bytes() + self.coming.get_value();
        let mut room = u64::from(MAX_BYTES).saturating_sub(taken);
        let mut fitting = Vec::new();
        for file in files {
            let size = file.size() as u64;
            if size > room {
                self.error.set(Some(format!(
                    "“{}” does not fit: the files of a message may have 20 MB in all.",
                    file.name()
                )));
                continue;
            }
            room -= size;
            self.coming.update_value(|coming| *coming += size);
            fitting.push((file, size));
        }
        self.reading.update(|reading| *reading += fitting.len());
        // One after the other, so that they stand as they were chosen.
        spawn_local(async move {
            for (file, size) in fitting {
                Box::pin(self.attach_one(&file)).await;
                self.coming.try_update_value(|coming| *coming -= size);
                self.reading.try_update(|reading| *reading -= 1);
            }
        });
    }

    async fn attach_one(self, file: &File) {
        let Some(read) = attachment::read(file).await else {
            let _ = self.error.try_set(Some(format!(
                "“{}” cannot be read. A folder cannot be sent; of a file choose it again.",
                file.name()
            )));
            return;
        };
        let own = Attachment {
            name: file.name(),
            media_type: file.type_(),
            bytes: read.full.size() as u32,
            digest: read.digest,
        };
        if self.files.try_update(|files| files.push(own)).is_some() {
            let draft = self.draft();
            self.kept.set_value(draft.clone());
            self.app.keep(self.id, draft, vec![read]).await;
        }
    }

    /// Leaves a file out again.
    pub fn detach(self, at: usize) {
        self.files.update(|files| {
            if at < files.len() {
                files.remove(at);
            }
        });
        self.keep();
    }

    /// Puts a template behind what was written, with what it says about the contact.
    pub fn insert(self, template: &Template) {
        let Some(contact) = untrack(|| self.app.book.contact(self.id)) else { return };
        let me = untrack(|| self.app.workspace.my_name());
        let body = fill(&template.body, &contact, &me);
        self.body.update(|written| match written.trim_end() {
            "" => *written = body,
            before => *written = format!("{before}\n\n{body}"),
        });
        if self.subject.with_untracked(|subject| subject.trim().is_empty()) {
            self.subject.set(fill(&template.subject, &contact, &me));
        }
    }

    /// Sends it, unless it cannot be sent, which then is said. Returns whether it goes.
    pub fn send(self) -> bool {
        if self.reading.get_untracked() > 0 {
            self.error.set(Some("Wait until the files are read, then send.".to_owned()));
            return false;
        }
        let channel = untrack(|| self.channel());
        let draft = Draft { channel: Some(channel.clone()), ..self.draft() };
        match self.app.send(self.id, draft, channel) {
            Ok(()) => {
                self.set(&Draft::default());
                self.app.know(self.id, Draft::default());
                true
            }
            Err(error) => {
                self.error.set(Some(error.sentence()));
                false
            }
        }
    }

    fn draft(self) -> Draft {
        Draft {
            channel: self.chosen.get_untracked(),
            subject: self.subject.get_untracked(),
            body: self.body.get_untracked(),
            attachments: self.files.get_untracked(),
        }
    }

    fn set(self, draft: &Draft) {
        self.kept.set_value(draft.clone());
        self.body.set(draft.body.clone());
        self.subject.set(draft.subject.clone());
        self.chosen.set(draft.channel.clone());
        self.files.set(draft.attachments.clone());
    }

    /// Takes over what came from elsewhere, unless something else was typed here.
    fn take(self, kept: &Draft) {
        let before = self.kept.get_value();
        // Of what is empty a channel is all there is, and it is not kept: it stays chosen.
        let is_same = *kept == before || kept.is_empty() && before.is_empty();
        if !is_same && self.draft() == before {
            self.set(kept);
        }
    }

    fn keep(self) {
        let draft = self.draft();
        if self.kept.try_get_value().is_none_or(|kept| kept == draft) {
            return;
        }
        self.kept.set_value(draft.clone());
        let (app, id) = (self.app, self.id);
        spawn_local(async move { app.keep_draft(id, draft).await });
    }
}

/// The first channel that something can be sent on, else the one for the team.
fn usual(contact: &Contact) -> Channel {
    let channels = [Channel::Sms, Channel::Email];
    let open = channels.into_iter().find(|channel| address(contact, channel).is_ok());
    open.unwrap_or(Channel::Comment)
}
