#pragma once

#include <map>
#include <string>
#include <vector>

#include "dbtool/schema.h"

namespace dbtool {

/// `renamed_from` on a table or a column: what looks like a drop and an add is a rename.
struct Rename {
  QualifiedName table;  ///< the table's new name; for a column, the table it is in (its new name too)
  std::string column;   ///< the column's new name; empty: the table itself was renamed
  std::string from;

  bool operator==(const Rename&) const = default;
};

/// How constraints and indexes are named that have no name: `ix`, `uq`, `ck`, `fk`, `pk` -> template with
/// SQLAlchemy's tokens, e.g. `uq_%(table_name)s_%(column_0_name)s`.
using NamingConvention = std::map<std::string, std::string>;

/// `{ix: ix_%(table_name)s_%(column_0_N_name)s}`, as SQLAlchemy does without being told.
[[nodiscard]] NamingConvention default_naming_convention();

/// What the database should look like.
struct Models {
  Schema schema;
  std::vector<Rename> renames;
  NamingConvention naming_convention = default_naming_convention();
};

/// The models as one file's text, in the order they are in. Reads back as the same models, if they are what
/// models can be: all that is referenced is there, and names follow the naming convention where it insists.
[[nodiscard]] std::string write_models(const Models& models);

}  // namespace dbtool
