//! Templates for messages: what can be kept, and what is put in for their placeholders.

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use visage::domain::contact::Contact;
use visage::domain::contact::custom::CustomValue;
use visage::domain::custom_field::CustomField;
use visage::domain::custom_field::kind::CustomKind;
use visage::domain::template::fill::{PLACEHOLDERS, fill, unknown, written};
use visage::domain::template::{MAX_BODY, Template, TemplateError, keep, sorted};
use visage::domain::time::Timestamp;
use visage::domain::workspace::Workspace;
use visage::domain::workspace::edit::NameError;

use crate::custom_fields::field;
use crate::people::{emails, named, nobody, phones};

fn amara() -> Contact {
    let mut contact = Contact {
        company: "Lagos Builds".into(),
        job_title: "Site manager".into(),
        emails: emails("a@example.com, amara@example.com*"),
        phones: phones("+234 802 555 0148"),
        city: " Lagos ".into(),
        owner: "Ana Lima".into(),
        ..named("Amara", "Okafor")
    };
    contact.custom.set("plan", Some(&CustomValue::Text("Gold".into())));
    contact.custom.set("seats", Some(&CustomValue::Number("1500.0".into())));
    contact.custom.set("arts", Some(&CustomValue::List(vec!["Art".into(), "Music".into()])));
    contact
}

#[test]
fn placeholders_are_filled_in() {
    let contact = amara();
    let check = |text: &str, expect: &str| {
        assert_eq!(fill(text, &contact, "Rosa"), expect, "{text:?}");
    };
    check("", "");
    check("Hi", "Hi");
    check("Hi {{first_name}}!", "Hi Amara!");
    check("{{last_name}}", "Okafor");
    check("{{full_name}}", "Amara Okafor");
    check("{{company}}, {{job_title}}", "Lagos Builds, Site manager");
    check("{{email}} or {{phone}}", "amara@example.com or +234 802 555 0148");
    check("in {{city}}.", "in Lagos.");
    check("{{owner}} / {{my_name}}", "Ana Lima / Rosa");
    check("{{custom.plan}} {{custom.seats}} {{custom.arts}}", "Gold 1500.0 Art, Music");
    // As people write them.
    check("{{ first_name }}", "Amara");
    check("{{\tfirst_name\n}}", "Amara");
    check("{{FIRST_NAME}} {{First_Name}}", "Amara Amara");
    check("{{first_name}}{{last_name}}", "AmaraOkafor");
    check("{{first_name|there}}", "Amara");
    // What is no placeholder, or an unknown one, stays.
    check("{{nickname}}", "{{nickname}}");
    check("{{ nickname | you }}", "{{ nickname | you }}");
    check("Hi {{first name}},", "Hi {{first name}},");
    check("{{}} {{ }} {{|a}}", "{{}} {{ }} {{|a}}");
    check("{{custom.}} {{custom.a b}}", "{{custom.}} {{custom.a b}}");
    check("{first_name}", "{first_name}");
    check("{{first_name", "{{first_name");
    check("first_name}}", "first_name}}");
    check("{{first_name}", "{{first_name}");
    check("}} {{first_name}} {{", "}} Amara {{");
    check("{{{first_name}}}", "{Amara}");
    check("{{{{first_name}}}}", "{{Amara}}");
    check("{{a {{first_name}} b}}", "{{a Amara b}}");
    check("{{first_name}} {{ {{last_name}}", "Amara {{ Okafor");
    check("👋🏽 {{first_name}} 👋🏽", "👋🏽 Amara 👋🏽");
}

#[test]
fn an_empty_value_leaves_nothing_behind() {
    let check = |text: &str, expect: &str| {
        assert_eq!(fill(text, &nobody(1), ""), expect, "{text:?}");
    };
    check("{{first_name}}", "");
    check("Hi {{first_name}},", "Hi,");
    check("Hi {{first_name}}!", "Hi!");
    check("Hi {{first_name}} {{last_name}}, welcome", "Hi, welcome");
    check("Hi {{first_name}}{{last_name}}, welcome", "Hi, welcome");
    check("a {{company}} b", "a b");
    check("a {{company}}{{city}} b", "a b");
    check("a {{company}} {{city}} {{owner}} b", "a b");
    check("a  {{company}}  b", "a  b");
    check("a {{company}}\nb", "a\nb");
    check("a {{company}}", "a");
    check("{{company}} b", "b");
    check("a\n{{company}} b", "a\nb");
    check("a\n{{company}}\nb", "a\nb");
    check("{{full_name}}\n{{company}}\n{{city}}\nGreetings", "Greetings");
    check("a\n\n{{company}}\n\nb", "a\n\n\nb");
    check("(from {{city}})", "(from)");
    check("a{{city}}b", "ab");
    check("Bonjour {{first_name}}\u{a0}!", "Bonjour\u{a0}!");
    check("你好{{first_name}}，", "你好，");
    check("{{custom.plan}} a {{my_name}}.", "a.");
    // What was typed elsewhere stays as it is.
    check("a , b {{city}}  .", "a , b  .");
    check("  a  b  {{city}}c", "  a  b  c");
    // Something else can be said.
    check("Hi {{first_name|there}}!", "Hi there!");
    check("Hi {{ first_name | my friend }}!", "Hi my friend!");
    check("Hi {{first_name|}}!", "Hi!");
    check("{{first_name|a|b}}", "a|b");
    check("{{full_name|{{city}}}}", "{{full_name|}}");
}

#[test]
fn only_a_name_is_a_name() {
    let check = |contact: &Contact, expect: &str| {
        assert_eq!(fill("Dear {{full_name}},", contact, ""), expect);
    };
    check(&Contact { company: "Acme".into(), ..nobody(1) }, "Dear,");
    check(&Contact { emails: emails("a@example.com"), ..nobody(1) }, "Dear,");
    check(&named("", "Okafor"), "Dear Okafor,");
    check(&named("太郎", "山田"), "Dear 山田太郎,");
}

#[test]
fn what_is_put_in_is_not_read_again() {
    let contact = Contact { city: "{{company}}".into(), company: "Acme".into(), ..nobody(1) };
    assert_eq!(fill("{{city}} {{my_name}}", &contact, "{{city}}"), "{{company}} {{city}}");
    assert_eq!(fill("{{{city}}}", &Contact { city: "{a".into(), ..contact }, ""), "{{a}");
    assert_eq!(fill("{{owner|{city}}}", &nobody(1), ""), "{city}");
}

#[test]
fn values_of_other_forms_are_read() {
    let json = r#"{"custom":{"a":null,"b":"","c":[],"d":true,"e":{"x":1}}}"#;
    let contact = Contact::from_json(nobody(1).id, json).unwrap();
    let filled = fill("{{custom.a}}{{custom.b}}{{custom.c}}{{custom.d}}{{custom.e}}", &contact, "");
    assert_eq!(filled, r#"Yes{"x":1}"#);
}

#[test]
fn unknown_placeholders_are_found() {
    let plan = field(CustomKind::Text);
    let gone = CustomField { removed_at: Some(Timestamp::default()), ..plan.clone() };
    let check = |text: &str, fields: &[CustomField], expect: &[&str]| {
        assert_eq!(unknown(text, fields), expect, "{text:?}");
    };
    check("", &[], &[]);
    check("Hi {{first_name}} {{ FULL_NAME | you }}", &[], &[]);
    check("{{nickname}} {{first_name}} {{ a b |c}}", &[], &["{{nickname}}", "{{ a b |c}}"]);
    check("{{x}} {{x}}", &[], &["{{x}}"]);
    check("{{}} {{{x}}}", &[], &["{{}}", "{{x}}"]);
    check("{{x", &[], &[]);
    check(&written(&plan), std::slice::from_ref(&plan), &[]);
    check("{{custom.k}}", &[gone], &["{{custom.k}}"]);
    check("{{custom.k}}", &[], &["{{custom.k}}"]);
    for placeholder in PLACEHOLDERS {
        check(&placeholder.written(), &[], &[]);
    }
}

#[test]
fn a_template_needs_a_name_of_its_own_and_a_text() {
    let of = |name: &str, subject: &str, body: &str| Template {
        id: "new".into(),
        name: name.into(),
        subject: subject.into(),
        body: body.into(),
        ..Template::default()
    };
    let known = [Template { id: "1".into(), ..of("Welcome", "", "Hi") }];
    let check = |template: Template, expect: Result<(), TemplateError>| {
        let template = template.tidied();
        assert_eq!(template.check(&of("", "", ""), &known), expect, "{template:?}");
    };
    check(of("Hello", "", "Hi"), Ok(()));
    check(of("Hello", "Hi", ""), Ok(()));
    check(of(" ", "", "Hi"), Err(NameError::Empty.into()));
    check(of("welcome ", "", "Hi"), Err(NameError::Taken("Welcome".into()).into()));
    check(of(&"a".repeat(501), "", "Hi"), Err(NameError::TooLong.into()));
    check(of("a", " ", "\n"), Err(TemplateError::Empty));
    check(of("a", &"é".repeat(500), &"é".repeat(MAX_BODY)), Ok(()));
    check(of("a", &"a".repeat(501), "Hi"), Err(TemplateError::LongSubject));
    check(of("a", "", &"a".repeat(MAX_BODY + 1)), Err(TemplateError::LongText));
    // A template may keep its own name.
    assert_eq!(of("WELCOME", "", "Hi").check(&known[0], &known), Ok(()));
}

#[test]
fn templates_are_kept_in_their_place_and_read_by_name() {
    let body =
        r#"{"templates":[{"id":"1","name":"b","body":"x","used":1.0},{"name":"Á"},{"name":"c"}]}"#;
    let Workspace { templates: mut all, .. } = Workspace::from_json(body).unwrap();
    let names = |all: &[Template]| {
        all.iter().map(|template| template.name.clone()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(names(&sorted(&all)), "Á b c");
    for (at, to) in [(0, "d"), (1, "e"), (2, "f")] {
        let before = all[at].clone();
        keep(&mut all, &before, Template { name: to.into(), ..before.clone() });
    }
    assert_eq!(names(&all), "d e f");
    let fresh = Template { id: "2".into(), name: "g".into(), ..Template::default() };
    keep(&mut all, &fresh, fresh.clone());
    assert_eq!(names(&all), "d e f g");
    let kept = r#"{"id":"1","name":"d","body":"x","used":1.0}"#;
    assert_eq!(serde_json::to_string(&all[0]).unwrap(), kept);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn any_text_is_filled_in(
        text in any::<String>(),
        words in "(\\{\\{?|\\}\\}?|first_name|city|custom\\.k|x|\\||[ ,.!\n]|é){0,25}",
        value in any::<String>(),
    ) {
        let contact = Contact { city: value, ..named("Amara", "") };
        for text in [text, words] {
            let filled = fill(&text, &contact, "Rosa");
            prop_assert!(unknown(&text, &[]).iter().all(|found| text.contains(found)));
            if !text.contains("{{") {
                prop_assert_eq!(filled, text);
            }
        }
    }

    #[test]
    fn values_are_put_in_as_they_are(value in any::<String>(), before in "[^{}]*", after in "[^{}]*") {
        let value = value.trim();
        let text = format!("{before}{{{{city}}}}{after}");
        let filled = fill(&text, &Contact { city: value.into(), ..nobody(1) }, "");
        if value.is_empty() {
            prop_assert!(filled.len() <= before.len() + after.len());
        } else {
            prop_assert_eq!(filled, format!("{before}{value}{after}"));
        }
    }

    #[test]
    fn nothing_between_words_is_one_space(left in "[a-z]{1,5}", right in "[a-z]{1,5}") {
        let filled = fill(&format!("{left} {{{{city}}}} {right}"), &nobody(1), "");
        prop_assert_eq!(filled, format!("{left} {right}"));
    }
}
