#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "autogenerate/diff.h"
#include "dbtool/dialect.h"
#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// A table that stands on both sides. Operations and the log name it as the database does: whether the models
/// spell out the default schema makes no difference to them.
struct TablePair {
  const Table& is;
  const Table& wanted;
  /// Tables whose names stand in the wanted one's options: it may inherit their columns.
  std::vector<const Table*> parents = {};
};

/// The options that differ: their names, and their values on both sides.
struct OptionChanges {
  std::vector<std::string> names;
  DialectOptions existing;
  DialectOptions wanted;
};

/// What the parts of one comparison share. Lives as long as the call of compare().
struct Comparison {
  const TypeSystem& types;
  const DiffOptions& options;
  Difference& result;

  void add(OperationVariant what) const { result.operations.push_back({.what = std::move(what)}); }
  void log(std::string finding) const { result.log.push_back(std::move(finding)); }
  void warn(std::string warning) const { result.warnings.push_back(std::move(warning)); }
  void tell_likely_rename(Rename rename) const { result.likely_renames.push_back(std::move(rename)); }

  /// True if the database has such an object and does not let it be read: nobody knows whether it differs.
  /// Warns of it.
  [[nodiscard]] bool is_unreadable(const Schema& database, QualifiedName name) const;

  /// The text for the dialect of this comparison; empty if there is none.
  [[nodiscard]] std::string_view text(const DialectText& text) const;
  /// True if both have no text, or texts that the engine holds to be the same.
  [[nodiscard]] bool same_text(const DialectText& is, const DialectText& wanted) const;
  /// Gives the wanted text the definer of the one that is there, unless it names one.
  void keep_definer(const DialectText& is, DialectText& wanted) const;
  [[nodiscard]] std::string type_text(const DataType& type) const;
  /// True if the columns of two keys are compared and ordered in the same way, and the dialect's options are
  /// the same.
  template <class Key>
  [[nodiscard]] bool same_key_parts(const Key& is, const Key& wanted) const {
    return is.parts == wanted.parts && same_options(is.options, wanted.options);
  }
  /// True if the dialect's own options have this one, and not as `false`.
  [[nodiscard]] bool has_option(const DialectOptions& options, std::string_view name) const;
  [[nodiscard]] bool same_options(const DialectOptions& is, const DialectOptions& wanted) const;
  /// The wanted ones, and those that the engine keeps where the models say nothing of them.
  [[nodiscard]] DialectOptions with_kept_options(const DialectOptions& is, DialectOptions wanted) const;
  /// The dialect's own options as one text, equal for those that are the same; empty if there are none.
  [[nodiscard]] std::string options_text(const DialectOptions& options) const;
  /// Of `names`, the dialect's own options that differ. One that is not set is one that is false.
  [[nodiscard]] OptionChanges changed_options(std::span<const std::string_view> names,
                                              const DialectOptions& is, const DialectOptions& wanted) const;
};

}  // namespace dbtool::autogenerate
