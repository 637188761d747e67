//! Fields with a form of their own: websites, time zones, channels and followers.

use proptest::prelude::{ProptestConfig, any, prop_assert, prop_assert_eq, proptest};
use visage::domain::contact::dnd::{DndChannel, DndState};
use visage::domain::contact::draft::{DraftError, MAX_TEXT};
use visage::domain::contact::team::MAX_FOLLOWERS;
use visage::domain::contact::timezone::timezone;
use visage::domain::contact::website::website;

use crate::people::nobody;

#[test]
fn a_website_is_a_link_to_the_web_and_to_nothing_else() {
    let check = |text: &str, expect: Option<&str>| {
        assert_eq!(website(text).as_deref(), expect, "{text:?}");
    };
    check("example.com", Some("https://example.com"));
    check("www.example.com/a?b=c#d", Some("https://www.example.com/a?b=c#d"));
    check("example.com:8080/a", Some("https://example.com:8080/a"));
    check("//example.com", Some("https://example.com"));
    check("http://example.com", Some("http://example.com"));
    check("https://example.com/", Some("https://example.com/"));
    check("HTTPS://Example.com", Some("https://Example.com"));
    check("http://localhost:3000", Some("http://localhost:3000"));
    check("https://my_shop.example.com", Some("https://my_shop.example.com"));
    check("bücher.example/größe", Some("https://bücher.example/größe"));
    check("例え.jp", Some("https://例え.jp"));
    check("example.com/a@b", Some("https://example.com/a@b"));
    check(
        "example.com/?to=https://other.example",
        Some("https://example.com/?to=https://other.example"),
    );
    check("example.com/a//b", Some("https://example.com/a//b"));
    check("", None);
    check("example", None);
    check("javascript:alert(1)", None);
    check("JavaScript:alert(1)", None);
    check("javascript:1", None);
    check("javascript://example.com/%0aalert(1)", None);
    check("data:text/html,<b>", None);
    check("vbscript:x", None);
    check("file:///etc/passwd", None);
    check("ftp://example.com", None);
    check("mailto:a@example.com", None);
    check("blob:https://example.com", None);
    check("https:example.com", None);
    check("https:/example.com", None);
    check("https://", None);
    check("https:///a", None);
    check("https://user@example.com", None);
    check("https://google.com:a@evil.example", None);
    check("https://example.com\\@evil.example", None);
    check("https://exam ple.com", None);
    check("https://example.com/a b", None);
    check("https://example.com/\"onclick", None);
    check("https://example.com/<b>", None);
    check("https://example.com:99999", None);
    check("https://example.com:", None);
    check("https://exa\u{202e}mple.com", None);
    check("java\tscript:alert(1)", None);
    check("https://-x.example", None);
    check("https://x..example", None);
}

#[test]
fn a_time_zone_has_a_region_and_a_city() {
    let check = |text: &str, expect: Option<&str>| {
        assert_eq!(timezone(text).as_deref(), expect, "{text:?}");
    };
    check("Africa/Lagos", Some("Africa/Lagos"));
    check("africa/Lagos", Some("Africa/Lagos"));
    check("America/New York", Some("America/New_York"));
    check("America/Argentina/Buenos_Aires", Some("America/Argentina/Buenos_Aires"));
    check("America/North_Dakota/New_Salem", Some("America/North_Dakota/New_Salem"));
    check("America/Port-au-Prince", Some("America/Port-au-Prince"));
    check("Asia/Ho_Chi_Minh", Some("Asia/Ho_Chi_Minh"));
    check("Etc/GMT+12", Some("Etc/GMT+12"));
    check("US/Eastern", Some("US/Eastern"));
    check("utc", Some("UTC"));
    check("CET", Some("CET"));
    check("", None);
    check("Lagos", None);
    check("Africa", None);
    check("Africa/", None);
    check("/Lagos", None);
    check("Afrika/Lagos", None);
    check("CET+1", None);
    check("UTC+1", None);
    check("+01:00", None);
    check("Africa/1", None);
    check("Africa/Lagos/a/b", None);
    check("Africa/Lágos", None);
    check("Africa/ABCDEFGHIJKLMNO", None);
    check("Africa/La<gos", None);
}

#[test]
fn channels_are_closed_and_opened_one_by_one_and_together() {
    let mut contact = nobody(1);
    contact.dnd = vec!["pigeon".into()];
    assert_eq!(contact.dnd_state(), DndState::Off);
    contact.set_dnd(DndChannel::Sms, true);
    contact.set_dnd(DndChannel::Sms, true);
    contact.set_dnd(DndChannel::Inbound, true);
    assert_eq!(contact.dnd, ["pigeon", "sms", "inbound"]);
    assert_eq!(contact.dnd_state(), DndState::Partial);
    contact.set_dnd_outbound(true);
    assert_eq!(contact.dnd, ["pigeon", "sms", "inbound", "email", "call", "whatsapp"]);
    assert_eq!(contact.dnd_state(), DndState::On);
    contact.set_dnd(DndChannel::Inbound, false);
    assert_eq!(contact.dnd_state(), DndState::On);
    contact.set_dnd_outbound(false);
    assert_eq!(contact.dnd, ["pigeon"]);
    contact.set_dnd(DndChannel::Call, false);
    assert_eq!(contact.dnd_state(), DndState::Off);
}

#[test]
fn teammates_follow_once_each() {
    let mut contact = nobody(1);
    for who in ["Ana", " Ana ", "", "Bo"] {
        assert_eq!(contact.follow(who), Ok(()));
    }
    assert_eq!(contact.followers, ["Ana", "Bo"]);
    assert!(contact.is_followed_by("Bo") && !contact.is_followed_by("Cy"));
    contact.unfollow("Ana ");
    contact.unfollow("Cy");
    assert_eq!(contact.followers, ["Bo"]);
    assert_eq!(contact.follow(&"a".repeat(MAX_TEXT + 1)), Err(DraftError::TooLong));
    for number in 1..MAX_FOLLOWERS {
        assert_eq!(contact.follow(&number.to_string()), Ok(()));
    }
    assert_eq!(contact.follow("Cy"), Err(DraftError::TooManyFollowers));
    assert_eq!(contact.follow("Bo"), Ok(()));
    assert_eq!(contact.followers.len(), MAX_FOLLOWERS);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn what_becomes_a_link_is_one_to_the_web_and_stays_as_it_is(text in any::<String>(), host in "[a-zA-Z:/@.]{0,24}") {
        for text in [text, host] {
            if let Some(address) = website(&text) {
                prop_assert!(address.starts_with("https://") || address.starts_with("http://"));
                prop_assert_eq!(website(&address), Some(address.clone()));
            }
        }
    }

    #[test]
    fn a_time_zone_stays_as_it_is(text in "[a-zA-Z/ _+]{0,24}", place in "[A-Z][a-z_ ]{0,9}") {
        for text in [text, format!("asia/{place}")] {
            if let Some(name) = timezone(&text) {
                prop_assert_eq!(timezone(&name), Some(name.clone()));
            }
        }
    }
}
