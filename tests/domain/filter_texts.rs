//! Which contacts the text, choice, number and yes-or-no conditions match.

use std::sync::LazyLock;

use visage::domain::date::Calendar;

use crate::crowd::{Crowd, day, utc};

static CROWD: LazyLock<Crowd> = LazyLock::new(|| {
    let digest = "0".repeat(64);
    let picture =
        format!(r#"{{"digest":"{digest}","type":"image/png","width":1,"height":1,"bytes":1}}"#);
    let ana = r#"{"first_name":"Ána","last_name":"Okafor","company":"Lagos Builds","job_title":"Site manager",
        "contact_type":"Lead","tags":["VIP","West Africa"],
        "emails":[{"address":"home@okafor.example"},{"address":"Ana@Builds.example","primary":true}],
        "phones":[{"number":"+44 (0)20 7946 0958"},{"number":"080 2555 0148"}],
        "street":"1 Main St","city":"Zürich","region":"ZH","postal_code":"8001","country":"Switzerland",
        "timezone":"Europe/Zurich","source":"Spring fair","website":"https://ana.example","owner":"Bo",
        "dnd":["sms","email"],"picture":PICTURE,
        "custom":{"score":5,"plan":["Gold","Silver"],"motto":"Never, ever","member":true}}"#
        .replace("PICTURE", &picture);
    let crowd = [
        ("ana", ana.as_str()),
        (
            "bob",
            r#"{"first_name":"Bob","last_name":"Weiß","company":"ÇELİK","contact_type":"lead ","tags":["vip"],
            "emails":[{"address":"bob@x.example"}],"phones":[{"number":"0044 20 7946 0958"}],"city":"zurich",
            "owner":"bo","dnd":["call","carrier pigeon"],
            "custom":{"score":"-2.5","plan":"gold","motto":"a","member":false}}"#,
        ),
        (
            "cy",
            r#"{"first_name":"Cy","contact_type":"Customer","tags":["fair","renewal"],
            "phones":[{"number":"020 7946 0958"},{"number":"n/a"}],"city":"Bonn","dnd":["whatsapp","inbound"],
            "custom":{"score":100,"plan":[],"member":"yes"}}"#,
        ),
        (
            "corp",
            r#"{"company":"Lagos Builds","tags":["a, b"],"phones":[{"number":"555 0000"}],
            "custom":{"score":1e2,"plan":null,"motto":{"x":1}}}"#,
        ),
        ("none", "{}"),
    ];
    let mut crowd = Crowd::of(&crowd);
    crowd.contacts.set_unread(vec![crowd.id("bob"), crowd.id("corp")]);
    crowd
});

fn calendar() -> Calendar<'static> {
    Calendar { today: day("2026-03-11"), start_of: &utc }
}

/// Checks who matches a condition, and that all others match its inverse.
fn check(condition: &str, expect: &str) {
    CROWD.check(condition, expect, &calendar());
    let inverses = [
        (" is any of ", " is none of "),
        (" is empty", " is not empty"),
        (" is on", " is off"),
        (" contains ", " does not contain "),
        (" is ", " is not "),
        (" = ", " != "),
    ];
    let Some((plain, inverse)) = inverses.iter().find(|(plain, _)| condition.contains(plain))
    else {
        return;
    };
    let others = CROWD.who(&CROWD.rows("", &calendar()));
    let others: Vec<&str> =
        others.into_iter().filter(|name| !expect.split(' ').any(|known| known == *name)).collect();
    CROWD.check(&condition.replacen(plain, inverse, 1), &others.join(" "), &calendar());
}

#[test]
fn an_empty_filter_matches_all() {
    check("", "ana bob cy corp none");
}

#[test]
fn texts_are_compared_without_case_and_accents() {
    check("first name is ana", "ana");
    check("first name is ÁNA", "ana");
    check("first name is an", "");
    check("last name is weiss", "bob");
    check("last name is WEISS", "bob");
    check("last name is empty", "cy corp none");
    check("company is lagos builds", "ana corp");
    check("company is celik", "bob");
    check("company is çelik", "bob");
    check("company is lagos", "");
    check("company contains LAGOS", "ana corp");
    check("company contains s b", "ana corp");
    check("company contains x", "");
    check("company starts with lag", "ana corp");
    check("company starts with builds", "");
    check("company is any of celik, \"\u{130}x\", Lagos Builds", "ana bob corp");
    check("company is any of lagos, builds", "");
    check("company is empty", "cy none");
    check("city is ZURICH", "ana bob");
    check("city contains u\u{308}r", "ana bob");
    check("city starts with zü", "ana bob");
    check("city is any of bonn, zürich", "ana bob cy");
    check("city is empty", "corp none");
    check("job title contains manager", "ana");
    check("region is zh", "ana");
    check("country starts with switz", "ana");
    check("source contains FAIR", "ana");
    check("source is empty", "bob cy corp none");
    check("street is 1 main st", "ana");
    check("street contains main", "ana");
    check("street starts with main", "");
    check("street is any of 1 Main St, 2 Main St", "ana");
    check("street is empty", "bob cy corp none");
    check("postal code is 8001", "ana");
    check("postal code starts with 80", "ana");
    check("postal code starts with 00", "");
    check("website contains ana.", "ana");
    check("website is https://ana.example", "ana");
    check("custom.motto is \"never, ever\"", "ana");
    check("custom.motto contains ever", "ana");
    check("custom.motto starts with a", "bob");
    check("custom.motto is empty", "cy corp none");
}

#[test]
fn a_name_is_first_and_last_name_together() {
    check("name is ana okafor", "ana");
    check("name is ana", "");
    check("name is okafor", "");
    check("name is okafor ana", "");
    check("name contains a o", "ana");
    check("name contains weiss", "bob");
    check("name contains c", "cy");
    check("name contains example", "");
    check("name starts with ANA", "ana");
    check("name starts with okafor", "");
    check("name is cy", "cy");
    check("name is any of bob weiss, cy, nobody", "bob cy");
    check("name is any of a, b, c, d, e, f, g, h, i, cy, bob weiß", "bob cy");
    // A company stands in for a name on the screen only.
    check("name is lagos builds", "");
    check("name contains lagos", "");
    check("name starts with lagos", "");
    check("name is any of lagos builds", "");
    check("name is any of a, b, c, d, e, f, g, h, i, lagos builds", "");
    check("name is no name", "");
    check("name is empty", "corp none");
}

#[test]
fn of_several_emails_any_may_match() {
    check("email is ana@builds.example", "ana");
    check("email is HOME@okafor.example", "ana");
    check("email is home@okafor", "");
    check("email contains okafor", "ana");
    check("email contains example", "ana bob");
    check("email contains example ana", "");
    check("email starts with home@", "ana");
    check("email starts with ana@", "ana");
    check("email starts with okafor", "");
    check("email is any of bob@x.example, home@okafor.example", "ana bob");
    check("email is any of a, b, c, d, e, f, g, h, i, bob@x.example", "bob");
    check("email is empty", "cy corp none");
}

#[test]
fn phones_are_compared_by_their_digits() {
    check("phone is +44 20 7946 0958", "ana bob");
    check("phone is 0044 (20) 7946-0958", "ana bob");
    check("phone is 442079460958", "ana bob");
    check("phone is ٤٤٢٠٧٩٤٦٠٩٥٨", "ana bob");
    check("phone is +44 (0)20 7946 0958", "ana bob");
    check("phone is 020 7946 0958", "cy");
    check("phone is 20 7946 0958", "cy");
    check("phone is 7946", "");
    check("phone is abc", "");
    check("phone contains 7946", "ana bob cy");
    check("phone contains 020 7946", "ana bob cy");
    check("phone contains 020", "cy");
    check("phone contains 0-1-4-8", "ana");
    check("phone contains 0148", "ana");
    check("phone contains abc", "");
    check("phone contains 09580", "");
    check("phone starts with +44", "ana bob");
    check("phone starts with 0044", "ana bob");
    check("phone starts with 020", "cy");
    check("phone starts with 00", "bob");
    check("phone starts with 0", "ana bob cy");
    check("phone starts with 80 2555", "ana");
    check("phone starts with n", "");
    check("phone is any of 555-0000, 0802 555 0148", "ana corp");
    check("phone is any of 1, 2, 3, 4, 5, 6, 7, 8, 9, 5550000", "corp");
    // A number without a digit is none.
    check("phone is any of n/a, 5550000", "corp");
    check("phone is empty", "none");
}

#[test]
fn choices_are_compared_whole() {
    check("type is lead", "ana bob");
    check("type is LEAD", "ana bob");
    check("type is any of lead, customer", "ana bob cy");
    check("type is empty", "corp none");
    check("owner is bo", "ana bob");
    check("owner is b", "");
    check("timezone is europe/zurich", "ana");
    check("timezone is any of Europe/Zurich, UTC", "ana");
    check("tag is vip", "ana bob");
    check("tag is west africa", "ana");
    check("tag is west", "");
    check("tag is \"a, b\"", "corp");
    check("tag is any of fair, west africa", "ana cy");
    check("tag is any of a, b", "");
    check("tag is empty", "none");
    check("custom.plan is gold", "ana bob");
    check("custom.plan is silver", "ana");
    check("custom.plan is any of silver, bronze", "ana");
    check("custom.plan is empty", "cy corp none");
}

#[test]
fn numbers_are_compared_by_value() {
    check("custom.score = 5", "ana");
    check("custom.score = 5.0", "ana");
    check("custom.score = 50e-1", "ana");
    check("custom.score = 100", "cy corp");
    check("custom.score = -2.5", "bob");
    check("custom.score > 5", "cy corp");
    check("custom.score >= 5", "ana cy corp");
    check("custom.score < 5", "bob");
    check("custom.score <= 5", "ana bob");
    check("custom.score > 1000", "");
    check("custom.score < 1e308", "ana bob cy corp");
    check("custom.score between 5 and 100", "ana cy corp");
    check("custom.score between 100 and 5", "ana cy corp");
    check("custom.score between -2.5 and -2.5", "bob");
    check("custom.score between 6 and 99", "");
    check("custom.score is empty", "none");
}

#[test]
fn yes_or_no_is_never_empty() {
    check("has picture is on", "ana");
    check("unread is on", "bob corp");
    check("in trash is on", "");
    check("dnd sms is on", "ana");
    check("dnd email is on", "ana");
    check("dnd call is on", "bob");
    check("dnd whatsapp is on", "cy");
    check("dnd inbound is on", "cy");
    check("custom.member is on", "ana");
}

#[test]
fn groups_are_or_and_conditions_are_and() {
    let check = |text: &str, expect: &str| CROWD.check(text, expect, &calendar());
    check("type is lead AND city is bonn", "");
    check("city is zurich AND tag is vip AND dnd sms is off", "bob");
    check("city is bonn OR tag is \"a, b\"", "cy corp");
    check("city is bonn AND tag is fair OR company is empty AND phone is empty", "cy none");
    check("type is lead AND type is customer", "");
    check("type is lead OR type is customer OR type is empty", "ana bob cy corp none");
    check("tag is vip AND tag is not \"west africa\"", "bob");
}
