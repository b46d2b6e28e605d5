#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/models.h"
#include "dbtool/schema.h"

namespace dbtool::schema {

/// What is named, and what the tokens of a convention's template stand for.
struct NamingSubject {
  std::string_view kind;  ///< ix, uq, ck, fk or pk
  QualifiedName table;
  std::vector<std::string> columns;       ///< an index's expressions are not among them
  const Reference* references = nullptr;  ///< of a foreign key
  std::string_view name;                  ///< the name it was given; empty: none
};

/// The name as SQLAlchemy makes it: from the convention if there is none yet, or if the template has
/// `%(constraint_name)s` and the given name does not follow it already; otherwise the given one. Empty if the
/// convention says nothing of this kind. Not cut to what an engine allows: see shortened_name().
/// Throws Error{kModels}, without a place, if the template cannot be filled in.
[[nodiscard]] std::string conventional_name(const NamingConvention& convention, const NamingSubject& subject);

/// A name that a convention has made, as SQLAlchemy shortens it for an engine that takes no more bytes: its
/// beginning, and a part of its MD5. 0: there is no limit.
[[nodiscard]] std::string shortened_name(std::string name, std::size_t max_bytes);

/// Names a part of a table by the convention, as far as that says something of it. Throws Error{kModels},
/// without a place, if it cannot be done: for an index on expressions, for instance.
void apply_convention(const NamingConvention& convention, const QualifiedName& table, PrimaryKey& key);
void apply_convention(const NamingConvention& convention, const QualifiedName& table,
                      UniqueConstraint& unique);
void apply_convention(const NamingConvention& convention, const QualifiedName& table, ForeignKey& key);
void apply_convention(const NamingConvention& convention, const QualifiedName& table, CheckConstraint& check);
void apply_convention(const NamingConvention& convention, const QualifiedName& table,
                      ExcludeConstraint& exclude);
void apply_convention(const NamingConvention& convention, const QualifiedName& table, Index& index);

/// Throws Error{kModels}, without a place, for an unknown kind or token.
void check_naming_template(std::string_view kind, std::string_view pattern);

}  // namespace dbtool::schema
