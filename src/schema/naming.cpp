#include "schema/naming.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/diagnostics.h"
#include "base/digest.h"
#include "base/utf8.h"
#include "dbtool/error.h"

namespace dbtool {

NamingConvention default_naming_convention() { return {{"ix", "ix_%(table_name)s_%(column_0_N_name)s"}}; }

}  // namespace dbtool

namespace dbtool::schema {
namespace {

constexpr std::array<std::string_view, 5> kKinds{"ix", "uq", "ck", "fk", "pk"};
constexpr std::string_view kConstraintName = "constraint_name";
constexpr std::string_view kReferred = "referred_";

/// `column_1_name`, `column_0N_key`, `referred_column_0_N_name`, taken apart.
struct ColumnToken {
  enum class Part { kName, kLabel };
  bool is_referred = false;
  std::size_t index = 0;
  bool is_each = false;         ///< N: all of the columns …
  bool is_underscored = false;  ///< _N: … with '_' between them
  Part part = Part::kName;
};

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::optional<ColumnToken> parse_column_token(std::string_view token) {
  ColumnToken result;
  result.is_referred = take(token, kReferred);
  if (!take(token, "column_")) return std::nullopt;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), result.index);
  if (error != std::errc()) return std::nullopt;
  token.remove_prefix(static_cast<std::size_t>(end - token.data()));
  result.is_underscored = take(token, "_N");
  result.is_each = result.is_underscored || take(token, "N");
  if (result.is_each && result.index != 0) return std::nullopt;
  if (token == "_label" && !result.is_referred) {
    result.part = ColumnToken::Part::kLabel;
  } else if (token != "_name" &&
             (token != "_key" || result.is_referred)) {  // a column's key is its name here
    return std::nullopt;
  }
  return result;
}

/// As SQLAlchemy's label of a column: with its table, and that with its schema.
std::string column_text(const ColumnToken& token, const NamingSubject& subject, const std::string& column) {
  if (token.part == ColumnToken::Part::kName) return column;
  std::string schema = subject.table.schema;
  std::replace(schema.begin(), schema.end(), '.', '_');
  return schema.empty() ? subject.table.name + "_" + column
                        : schema + "_" + subject.table.name + "_" + column;
}

std::string column_token_value(const ColumnToken& token, const NamingSubject& subject) {
  static const std::vector<std::string> kNone;
  const std::vector<std::string>* columns = &subject.columns;
  if (token.is_referred) columns = subject.references == nullptr ? &kNone : &subject.references->columns;
  if (!token.is_each) {
    return token.index < columns->size() ? column_text(token, subject, (*columns)[token.index])
                                         : std::string();
  }
  std::string text;
  for (const std::string& column : *columns) {
    if (token.is_underscored && &column != &columns->front()) text += '_';
    text += column_text(token, subject, column);
  }
  return text;
}

std::optional<std::string> token_value(std::string_view token, const NamingSubject& subject) {
  if (token == "table_name") return subject.table.name;
  if (token == "referred_table_name") return subject.references == nullptr ? "" : subject.references->table;
  if (token == kConstraintName) return std::string(subject.name);
  if (const std::optional<ColumnToken> column = parse_column_token(token)) {
    return column_token_value(*column, subject);
  }
  return std::nullopt;
}

[[noreturn]] void fail(std::string_view pattern, const std::string& why) {
  throw Error(ErrorCode::kModels, fmt::format("bad naming convention '{}': {}", pattern, why))
      .with_hint(
          "tokens are %(table_name)s, %(column_0_name)s, %(column_0_N_name)s, "
          "%(referred_table_name)s, %(constraint_name)s, …");
}

/// Replaces each `%(token)s` by what `value` returns, and `%%` by '%'.
template <class Value>
std::string fill_in(std::string_view pattern, Value value) {
  std::string text;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') {
      text += pattern[i];
      continue;
    }
    const std::string_view rest = pattern.substr(i + 1);
    const std::size_t end = rest.find(")s");
    if (rest.starts_with('%')) {
      text += '%';
      ++i;
    } else if (rest.starts_with('(') && end != std::string_view::npos) {
      text += value(rest.substr(1, end - 1));
      i += end + 2;
    } else {
      fail(pattern, "a '%' stands alone");
    }
  }
  return text;
}

std::string expand(std::string_view pattern, const NamingSubject& subject) {
  return fill_in(pattern, [&](std::string_view token) {
    const std::optional<std::string> value = token_value(token, subject);
    if (!value) fail(pattern, fmt::format("unknown token '{}'", token));
    return *value;
  });
}

/// True if the name reads as if the convention had made it of another one.
bool follows(std::string_view name, std::string_view pattern, NamingSubject subject) {
  constexpr char kMark = '\0';
  const std::string_view mark(&kMark, 1);
  subject.name = mark;
  const std::string model = expand(pattern, subject);
  const std::string_view before = std::string_view(model).substr(0, model.find(kMark));
  const std::string_view after = std::string_view(model).substr(model.rfind(kMark) + 1);
  return name.size() > before.size() + after.size() && name.starts_with(before) && name.ends_with(after) &&
         before.size() + after.size() > 0;
}

}  // namespace

std::string conventional_name(const NamingConvention& convention, const NamingSubject& subject) {
  const auto found = convention.find(std::string(subject.kind));
  if (found == convention.end() || found->second.empty()) return std::string(subject.name);
  const std::string& pattern = found->second;
  const bool uses_name = pattern.find("%(constraint_name)s") != std::string::npos;
  if (!subject.name.empty() && (!uses_name || follows(subject.name, pattern, subject))) {
    return std::string(subject.name);
  }
  if (uses_name && subject.name.empty()) {
    throw Error(ErrorCode::kModels,
                fmt::format("the naming convention '{}' needs a name to begin with", pattern))
        .with_hint("give it a 'name', or take %(constraint_name)s out of the convention");
  }
  return expand(pattern, subject);
}

std::string shortened_name(std::string name, std::size_t max_bytes) {
  constexpr std::size_t kTailBytes = 8;
  constexpr std::size_t kDigits = 4;
  if (max_bytes <= kTailBytes || name.size() <= max_bytes) return name;
  const std::string md5 = base::md5_hex(name);
  return fmt::format("{}_{}", base::utf8_prefix(name, max_bytes - kTailBytes),
                     md5.substr(md5.size() - kDigits));
}

void apply_convention(const NamingConvention& convention, const QualifiedName& table, PrimaryKey& key) {
  key.name =
      conventional_name(convention, {.kind = "pk", .table = table, .columns = key.columns, .name = key.name});
}

void apply_convention(const NamingConvention& convention, const QualifiedName& table,
                      UniqueConstraint& unique) {
  unique.name = conventional_name(
      convention, {.kind = "uq", .table = table, .columns = unique.columns, .name = unique.name});
}

void apply_convention(const NamingConvention& convention, const QualifiedName& table, ForeignKey& key) {
  key.name = conventional_name(convention, {.kind = "fk",
                                            .table = table,
                                            .columns = key.columns,
                                            .references = &key.references,
                                            .name = key.name});
}

void apply_convention(const NamingConvention& convention, const QualifiedName& table,
                      CheckConstraint& check) {
  check.name =
      conventional_name(convention, {.kind = "ck", .table = table, .columns = {}, .name = check.name});
}

/// SQLAlchemy's conventions say nothing of these.
void apply_convention(const NamingConvention&, const QualifiedName&, ExcludeConstraint&) {}

void apply_convention(const NamingConvention& convention, const QualifiedName& table, Index& index) {
  std::vector<std::string> columns;
  bool has_expression = false;
  for (const IndexElement& element : index.columns) {
    if (!element.column.empty()) columns.push_back(element.column);
    has_expression = has_expression || !element.expression.empty();
  }
  if (columns.empty() && index.name.empty() && has_expression) {
    throw Error(ErrorCode::kModels, "an index on an expression needs a 'name'");
  }
  index.name = conventional_name(
      convention, {.kind = "ix", .table = table, .columns = std::move(columns), .name = index.name});
}

void check_naming_template(std::string_view kind, std::string_view pattern) {
  if (std::find(kKinds.begin(), kKinds.end(), kind) == kKinds.end()) {
    throw Error(ErrorCode::kModels, fmt::format("unknown kind '{}' in naming_convention", kind))
        .with_hint("the kinds are ix, uq, ck, fk and pk");
  }
  (void)expand(pattern, {.kind = kind, .table = {}, .columns = {}, .name = {}});
}

}  // namespace dbtool::schema
