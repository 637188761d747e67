//! What is being written: by which channel, about what, with which files.

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use web_sys::{ClipboardEvent, DragEvent, FileList};

use crate::domain::contact::Contact;
use crate::domain::conversation::message::{Attachment, Channel};
use crate::domain::id::ContactId;
use crate::domain::template::Template;
use crate::state::conversations::composer::Composer;
use crate::state::locale::size;
use crate::state::use_app;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::{flag, maybe, part, text};
use crate::ui::kit::menu::{Item, Menu};
use crate::ui::picture::drop::carries_files;
use crate::ui::routes;

/// The element with what cannot be sent.
const WRONG: &str = "composer-error";

/// The composer under the messages.
#[component]
pub fn Compose(
    /// To whom.
    id: ContactId,
    /// What happens when something was sent.
    on_sent: Callback<()>,
) -> impl IntoView {
    let app = use_app();
    let composer = Composer::open(app, id);
    let channel = Memo::new(move |_| composer.channel());
    let area = NodeRef::<html::Textarea>::new();
    let send = move || {
        if composer.send() {
            on_sent.run(());
            if let Some(area) = area.get_untracked() {
                let _ = area.focus();
            }
        }
    };
    let press = move |event: KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) && !event.is_composing()
        {
            event.prevent_default();
            send();
        }
    };
    let hint = text(move || match channel.get() {
        Channel::Comment => "Write a comment for your team…".to_owned(),
        _ => {
            let name = app.book.contact(id).as_deref().map(first_name).unwrap_or_default();
            format!("Message {name}…")
        }
    });
    let closed = move || composer.is_closed(&channel.get());
    let wrong = move || composer.error.get().or_else(closed);
    let subject = part(move || (channel.get() == Channel::Email).then(|| subject(composer)));
    let error = part(move || {
        wrong().map(|sentence| {
            view! { <p class="wrong" id=WRONG role="alert">{sentence}</p> }.into_any()
        })
    });

    view! {
        <form
            class="composer"
            class:comment=flag(move || channel.get() == Channel::Comment)
            aria-label="Composer"
            novalidate
            on:submit=move |event| { event.prevent_default(); send(); }
            on:keydown=press
            on:dragover=move |event: DragEvent| if carries_files(&event) { event.prevent_default() }
            on:drop=move |event: DragEvent| {
                if carries_files(&event) {
                    event.prevent_default();
                    let list = event.data_transfer().and_then(|transfer| transfer.files());
                    composer.attach(files(list.as_ref()));
                }
            }
        >
            <div class="group" role="radiogroup" aria-label="Channel">
                {Channel::ALL.map(|(own, _)| choice(composer, channel, &own)).collect_view()}
            </div>
            {subject}
            <textarea
                node_ref=area
                aria-label="Message"
                rows="2"
                dir="auto"
                placeholder=hint
                prop:value=text(move || composer.body.get())
                aria-describedby=maybe(move || wrong().is_some().then(|| WRONG.to_owned()))
                on:input:target=move |event| composer.body.set(event.target().value())
                on:paste=move |event: ClipboardEvent| {
                    let pasted = event.clipboard_data().and_then(|data| data.files());
                    let pasted = files(pasted.as_ref());
                    if !pasted.is_empty() {
                        event.prevent_default();
                        composer.attach(pasted);
                    }
                }
            ></textarea>
            {attached(composer)}
            {error}
            <div class="foot">
                {attach(composer)}
                {templates(composer)}
                <span class="grow"></span>
                <span class="keys" aria-hidden="true"><kbd>"Ctrl"</kbd><kbd>"Enter"</kbd></span>
                <button
                    class="btn primary"
                    prop:disabled=flag(move || closed().is_some() || composer.is_reading())
                >
                    "Send"
                </button>
            </div>
        </form>
    }
}

fn first_name(contact: &Contact) -> String {
    match contact.first_name.is_empty() {
        true => contact.name(),
        false => contact.first_name.clone(),
    }
}

fn choice(composer: Composer, channel: Memo<Channel>, own: &Channel) -> AnyView {
    let (chosen, closed) = (own.clone(), own.clone());
    let is_closed = maybe(move || composer.is_closed(&closed).map(|_| "closed".to_owned()));
    view! {
        <label class=is_closed>
            <input
                type="radio"
                name="channel"
                prop:checked=flag(move || channel.with(|channel| *channel == chosen))
                on:change={
                    let own = own.clone();
                    move |_| composer.choose(own.clone())
                }
            />
            <span>{own.label().to_owned()}</span>
        </label>
    }
    .into_any()
}

fn subject(composer: Composer) -> AnyView {
    view! {
        <input
            class="subject"
            aria-label="Subject"
            placeholder="Subject"
            dir="auto"
            autocomplete="off"
            prop:value=text(move || composer.subject.get())
            on:input:target=move |event| composer.subject.set(event.target().value())
        />
    }
    .into_any()
}

/// The files that go with it.
fn attached(composer: Composer) -> AnyView {
    part(move || {
        let files = composer.files().get();
        if files.is_empty() && !composer.is_reading() {
            return None;
        }
        let file = |(at, file): (usize, Attachment)| {
            let name = format!("Remove {}", file.name);
            view! {
                <li class="file">
                    <Icon glyph=Glyph::Clip/>
                    <bdi class="clip">{file.name}</bdi>
                    <span class="faint num">{size(file.bytes.into())}</span>
                    <button type="button" class="btn quiet icon-only" aria-label=name on:click=move |_| composer.detach(at)>
                        <Icon glyph=Glyph::Cross/>
                    </button>
                </li>
            }
            .into_any()
        };
        let reading = composer.is_reading().then(|| view! { <li class="faint" role="status">"Reading files…"</li> }.into_any());
        Some(view! {
            <ul class="attached" role="list" aria-label="Attached files">
                {files.into_iter().enumerate().map(file).collect_view()}
                {reading}
            </ul>
        }.into_any())
    })
    .into_any()
}

fn attach(composer: Composer) -> AnyView {
    let input = NodeRef::<html::Input>::new();
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <button type="button" class="btn quiet icon-only" aria-label="Attach files" title="Attach files" on:click=open>
            <Icon glyph=Glyph::Clip/>
        </button>
        <input
            type="file"
            multiple
            hidden
            aria-label="Choose files"
            node_ref=input
            on:change:target=move |event| {
                let input = event.target();
                composer.attach(files(input.files().as_ref()));
                input.set_value("");
            }
        />
    }
    .into_any()
}

/// Texts that are written before; where there are none, the way to them.
fn templates(composer: Composer) -> AnyView {
    let templates = use_app().workspace.templates();
    let navigate = use_navigate();
    let settings = Callback::new(move |()| navigate(routes::SETTINGS, Default::default()));
    let items = Signal::derive(move || {
        let item = |template: Template| Item {
            name: template.name.clone().into(),
            action: Callback::new(move |()| composer.insert(&template)),
        };
        let mut items: Vec<Item> = templates.get().into_iter().map(item).collect();
        items.push(Item { name: "Edit templates".into(), action: settings });
        items
    });
    view! { <Menu name="Templates" items glyph=Glyph::Note/> }.into_any()
}

fn files(list: Option<&FileList>) -> Vec<web_sys::File> {
    let count = list.map_or(0, FileList::length);
    (0..count).filter_map(|at| list?.item(at)).collect()
}
