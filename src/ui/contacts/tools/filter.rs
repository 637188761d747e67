//! The dialog **Filter**: conditions in groups, AND within a group and OR between them, with a live count.

use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;

use super::line::EditLine;
use crate::domain::filter::draft::Draft;
use crate::domain::filter::field::Field;
use crate::domain::filter::{Condition, Filter};
use crate::state::locale::number;
use crate::state::use_app;
use crate::ui::kit::dialog::Dialog;
use crate::ui::kit::focus;
use crate::ui::kit::icon::{Glyph, Icon};
use crate::ui::kit::live::text;

/// One condition in the editor.
#[derive(Clone, Copy, PartialEq)]
pub struct Line {
    key: u32,
    /// What has been chosen and typed.
    pub draft: RwSignal<Draft>,
    /// What is wrong with it.
    pub error: RwSignal<Option<String>>,
    /// A condition that is not understood, which is kept as it stands.
    pub unknown: StoredValue<Option<Condition>>,
}

impl Line {
    fn new(key: u32, condition: Option<&Condition>) -> Self {
        let known = condition.and_then(Condition::known);
        let draft = known.map_or_else(|| Draft::on(Field::Type), Draft::of);
        let unknown = condition.filter(|_| known.is_none()).cloned();
        Self {
            key,
            draft: RwSignal::new(draft),
            error: RwSignal::new(None),
            unknown: StoredValue::new(unknown),
        }
    }

    /// The condition; none, with a word about it, when something is missing.
    fn condition(self) -> Option<Condition> {
        if let Some(unknown) = self.unknown.get_value() {
            return Some(unknown);
        }
        self.draft
            .with_untracked(Draft::condition)
            .map_err(|why| self.error.set(Some(why.sentence())))
            .ok()
    }

    /// The condition as far as it goes, while it is being edited.
    fn so_far(self) -> Option<Condition> {
        self.unknown.get_value().or_else(|| self.draft.with(Draft::condition).ok())
    }
}

/// The groups in the editor, and the next key.
#[derive(Clone, Copy)]
pub struct Editor {
    groups: RwSignal<Vec<Vec<Line>>>,
    next: StoredValue<u32>,
}

impl Editor {
    fn of(filter: &Filter) -> Self {
        let editor = Self { groups: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
        let line = |condition: &Condition| editor.line(Some(condition));
        let groups = filter.groups.iter().filter(|group| !group.is_empty());
        let mut groups: Vec<Vec<Line>> =
            groups.map(|group| group.iter().map(line).collect()).collect();
        if groups.is_empty() {
            groups.push(vec![editor.line(None)]);
        }
        editor.groups.set(groups);
        editor
    }

    fn line(self, condition: Option<&Condition>) -> Line {
        let key = self.next.get_value();
        self.next.set_value(key + 1);
        Line::new(key, condition)
    }

    fn add(self, group: usize) {
        let line = self.line(None);
        self.groups.update(|groups| match groups.get_mut(group) {
            Some(group) => group.push(line),
            None => groups.push(vec![line]),
        });
    }

    /// Takes a condition out, and a group that is left without one.
    pub fn remove(self, line: Line) {
        self.groups.update(|groups| {
            groups.iter_mut().for_each(|group| group.retain(|other| other.key != line.key));
            groups.retain(|group| !group.is_empty());
        });
    }

    fn filter(self, condition: impl Fn(Line) -> Option<Condition>) -> Filter {
        let group = |group: &Vec<Line>| {
            group.iter().filter_map(|line| condition(*line)).collect::<Vec<_>>()
        };
        let groups = self.groups.with(|groups| groups.iter().map(group).collect::<Vec<_>>());
        Filter { groups: groups.into_iter().filter(|group| !group.is_empty()).collect() }
    }
}

/// The dialog.
#[component]
pub fn EditFilter() -> impl IntoView {
    let list = use_app().list;
    let editor = Editor::of(&list.filter().get_untracked());
    let close = move || list.tool.set(None);
    let body = NodeRef::<html::Div>::new();
    let add = move |group: usize| {
        editor.add(group);
        request_animation_frame(move || focus_last_field(body, group));
    };
    let apply = move |event: SubmitEvent| {
        event.prevent_default();
        let lines = editor
            .groups
            .with_untracked(|groups| groups.iter().flatten().copied().collect::<Vec<_>>());
        // All of them, so that every error is shown at once.
        let is_whole = lines.iter().filter(|line| line.condition().is_none()).count() == 0;
        if is_whole {
            close();
            list.set_filter(&untrack(|| editor.filter(Line::condition)));
        }
    };
    let found = text(move || {
        list.counted().track();
        match list.count_of(&editor.filter(Line::so_far)) {
            1 => "1 contact matches".to_owned(),
            count => format!("{} contacts match", number(count)),
        }
    });
    let groups = move || {
        editor.groups.with(|groups| {
            groups
                .iter()
                .cloned()
                .enumerate()
                .map(|(at, lines)| group(editor, at, lines, add))
                .collect_view()
        })
    };

    view! {
        <Dialog name="Filter" class="sheet filter-sheet" on_cancel=close>
            <form novalidate on:submit=apply>
                <header>
                    <h2 class="grow">"Filter"</h2>
                    <button type="button" class="btn quiet icon-only" aria-label="Close" on:click=move |_| close()>
                        <Icon glyph=Glyph::Cross/>
                    </button>
                </header>
                <div class="form" node_ref=body>
                    {crate::ui::kit::live::part(move || Some(groups().into_any()))}
                    <button type="button" class="btn" on:click=move |_| add(usize::MAX)>
                        <Icon glyph=Glyph::Plus/>"Add group"
                    </button>
                </div>
                <footer>
                    <span class="grow muted num" role="status">{found}</span>
                    <button type="button" class="btn quiet" on:click=move |_| close()>"Cancel"</button>
                    <button class="btn primary">"Apply"</button>
                </footer>
            </form>
        </Dialog>
    }
}

/// A group of conditions.
fn group(
    editor: Editor,
    at: usize,
    lines: Vec<Line>,
    add: impl Fn(usize) + Copy + Send + 'static,
) -> AnyView {
    let or = (at > 0).then_some(view! { <p class="joint">"OR"</p> });
    let lines = lines.into_iter().enumerate().map(|(index, line)| {
        let and = (index > 0).then_some(view! { <p class="joint">"AND"</p> });
        view! { {and} <EditLine editor line/> }.into_any()
    });
    view! {
        {or}
        <div class="filter-group" role="group" aria-label=format!("Group {}", at + 1)>
            {lines.collect_view()}
            <button type="button" class="btn quiet small" on:click=move |_| add(at)>
                <Icon glyph=Glyph::Plus/>"Add condition"
            </button>
        </div>
    }
    .into_any()
}

/// Whoever adds a condition goes on with its field.
fn focus_last_field(body: NodeRef<html::Div>, group: usize) {
    let Some(body) = body.get_untracked() else { return };
    let groups = body.get_elements_by_class_name("filter-group");
    let group = (group as u32).min(groups.length().saturating_sub(1));
    let Some(group) = groups.item(group) else { return };
    let fields = group.get_elements_by_class_name("line-field");
    focus::give(fields.item(fields.length().saturating_sub(1)));
}
