//! A server that speaks the HTTP API of CouchDB: one call of it each, and what its answers mean.

pub mod address;
mod base64;
mod changes;
mod documents;
mod error;
mod pictures;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use self::address::Address;
use super::http::{Answer, Call, Content, PATIENCE, Verb, call};

pub use self::changes::{Changes, Feed};
pub use self::documents::Mark;
pub use self::error::CouchError;
pub(super) use self::pictures::is_file;

/// By what the server knows who asks. It is never stored.
#[derive(Clone, PartialEq, Eq, Default)]
pub enum Access {
    /// By nothing: the server lets everybody in.
    #[default]
    Open,
    /// By the cookie of a session, which the browser keeps.
    Cookie,
    /// By name and password with each request.
    Basic {
        /// The name.
        user: String,
        /// The password.
        password: String,
    },
    /// By a token, such as a JWT.
    Bearer(String),
}

// Secrets stay out of whatever prints values.
impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Open => "Open",
            Self::Cookie => "Cookie",
            Self::Basic { .. } => "Basic",
            Self::Bearer(_) => "Bearer",
        })
    }
}

/// A database on a server.
#[derive(Debug, Clone)]
pub struct Couch {
    address: Address,
    access: Access,
}

/// What `GET /database` says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Info {
    /// The database's name.
    pub db_name: String,
}

impl Couch {
    /// A database at an address.
    #[must_use]
    pub const fn new(address: Address, access: Access) -> Self {
        Self { address, access }
    }

    /// Whether it is there, and may be read.
    ///
    /// # Errors
    /// Why not.
    pub async fn info(&self) -> Result<Info, CouchError> {
        self.json(Verb::Get, "", Content::Nothing).await
    }

    /// Makes the database.
    ///
    /// # Errors
    /// When it was not made; that it is there already is no error.
    pub async fn create(&self) -> Result<(), CouchError> {
        let answer = self.ask(Verb::Put, "", Content::Nothing, PATIENCE).await?;
        match answer.status {
            412 => Ok(()),
            _ => CouchError::written(&answer),
        }
    }

    /// Signs in for a session, which the browser keeps as a cookie.
    ///
    /// # Errors
    /// When the server did not let this user in.
    pub async fn sign_in(address: &Address, user: &str, password: &str) -> Result<(), CouchError> {
        let names = serde_json::json!({ "name": user, "password": password }).to_string();
        let call_in = Call {
            verb: Verb::Post,
            url: address.session(),
            authorization: None,
            has_cookies: true,
            content: Content::Json(names),
            patience: PATIENCE,
        };
        CouchError::written(&call(call_in).await?)
    }

    /// Ends the session, if there is one.
    pub async fn sign_out(address: &Address) {
        let call_in = Call {
            verb: Verb::Delete,
            url: address.session(),
            authorization: None,
            has_cookies: true,
            content: Content::Nothing,
            patience: PATIENCE,
        };
        // Without a connection the cookie ends by its time.
        let _ = call(call_in).await;
    }

    async fn json<T: DeserializeOwned>(
        &self,
        verb: Verb,
        path: &str,
        content: Content,
    ) -> Result<T, CouchError> {
        let answer = self.ask(verb, path, content, PATIENCE).await?;
        CouchError::check(&answer)?;
        serde_json::from_slice(&answer.bytes).map_err(|_| CouchError::Foreign)
    }

    /// Asks for what is at `path` within the database.
    async fn ask(
        &self,
        verb: Verb,
        path: &str,
        content: Content,
        patience: u32,
    ) -> Result<Answer, CouchError> {
        let authorization = match &self.access {
            Access::Open | Access::Cookie => None,
            Access::Basic { user, password } => {
                Some(format!("Basic {}", base64::encode(format!("{user}:{password}").as_bytes())))
            }
            Access::Bearer(token) => Some(format!("Bearer {token}")),
        };
        let has_cookies = self.access == Access::Cookie;
        let url = format!("{}{path}", self.address.database());
        Ok(call(Call { verb, url, authorization, has_cookies, content, patience }).await?)
    }
}

/// A part of a path, whatever it contains.
fn part(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}
