//! What contacts can be alike in, row by row, read from the columns as far as they have it.

use super::Contacts;
use crate::domain::columns::Column;
use crate::domain::contact::phone::MIN_DIGITS;
use crate::domain::duplicates::Alike;
use crate::domain::filter::field::Field;
use crate::domain::id::ContactId;
use crate::domain::rows::Rows;
use crate::domain::search::SEPARATOR;

impl Contacts {
    /// How many rows there are, listed or not.
    pub(in crate::domain) const fn row_count(&self) -> usize {
        self.rows.len()
    }

    /// The rows with a name that is no stand-in for one.
    pub(in crate::domain) fn named_rows(&self) -> Rows {
        self.columns.named()
    }

    /// Whose row it is, if lists show it.
    pub(in crate::domain) fn listed_row(&self, row: u32) -> Option<ContactId> {
        let id = *self.ids.get(row as usize)?;
        self.columns.listed.contains(row).then_some(id)
    }

    /// Takes everything that makes another contact like that of a row.
    pub(in crate::domain) fn alike(
        &self,
        row: u32,
        named: &Rows,
        take: &mut dyn FnMut(Alike, &str),
    ) {
        for (field, alike, least) in
            [(Field::Email, Alike::Email, 1), (Field::Phone, Alike::Phone, MIN_DIGITS)]
        {
            if let Column::Texts(column) = self.columns.column(&field) {
                let texts = column.get(row).split(SEPARATOR);
                texts.filter(|text| text.len() >= least).for_each(|text| take(alike, text));
            }
        }
        let phones = self.rows.get(row as usize).into_iter().flat_map(|contact| &contact.phones);
        for number in phones.filter_map(|phone| phone.dialled()) {
            take(Alike::Phone, &number);
        }
        let name = self.columns.name(row);
        if !name.is_empty() && named.contains(row) {
            take(Alike::Name, name);
        }
    }
}
