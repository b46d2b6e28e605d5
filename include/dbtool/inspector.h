#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/schema.h"
#include "dbtool/type_system.h"

namespace dbtool {

/// Which part of a database is read. An empty function lets everything through.
struct InspectFilter {
  /// Called with a table's schema (empty: the default one) and name.
  std::function<bool(std::string_view schema, std::string_view name)> include_table;
  /// Only this table, and of all others what mentions it, as TableSource::around() says. It may be spelled in
  /// another case where the engine does not care.
  std::optional<QualifiedName> around;
};

/// Reads a database's schema through its catalog.
class Inspector {
 public:
  virtual ~Inspector() = default;

  /// Everything at once, tables ordered by name, in a number of statements that stays small however many
  /// tables there are. Types that have no portable name come back as kNative. Throws Error{kDatabase}.
  [[nodiscard]] virtual Schema inspect(const InspectFilter& filter = {}) = 0;

  /// The rules to compare what this database has with what somebody declares: those of the dialect, and where
  /// texts differ all the same, what the server makes of the declared ones. They are asked about now, all
  /// together, and nothing is left behind in the database. Null: the dialect's rules are all there is.
  [[nodiscard]] virtual std::unique_ptr<TypeSystem> types_to_compare(const Schema& /*inspected*/,
                                                                     const Schema& /*declared*/) {
    return nullptr;
  }

  /// The schema that an empty one stands for, if the engine has such. Throws Error{kDatabase}.
  [[nodiscard]] virtual std::string default_schema() { return {}; }

  /// True if there is such a table. Throws Error{kOutOfSync} if there cannot be one: its schema is missing,
  /// or something else, such as a view, has its name.
  [[nodiscard]] virtual bool has_table(const QualifiedName& table) = 0;

  /// What TableSource::column_types() says. Throws Error{kDatabase}.
  [[nodiscard]] virtual std::vector<DataType> column_types(const QualifiedName& table);

  /// The names of all enums, where the engine has such. Throws Error{kDatabase}.
  [[nodiscard]] virtual std::vector<QualifiedName> enum_names() { return {}; }

  /// The statements that make the whole schema anew on an empty database, in order, as the engine itself
  /// keeps them; none if it keeps none. Throws Error{kDatabase}.
  [[nodiscard]] virtual std::vector<std::string> definitions() { return {}; }
};

}  // namespace dbtool
