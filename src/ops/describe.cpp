#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dbtool/operation.h"
#include "schema/enum_names.h"

namespace dbtool {
namespace ops {
namespace {

constexpr std::size_t kMaxShownBytes = 60;

std::string quoted(const std::string& schema, const std::string& name) {
  return fmt::format("'{}'", to_string(QualifiedName{schema, name}));
}

template <class Op>
std::string on_table(const Op& op) {
  return quoted(op.schema, op.table);
}

/// The start of a longer text, on one line.
std::string shortened(std::string_view text) {
  const std::string_view line = base::trim(base::split(base::trim(text), '\n').front());
  if (line.size() <= kMaxShownBytes && line.size() == base::trim(text).size()) return std::string(line);
  std::size_t end = std::min(line.size(), kMaxShownBytes);
  while (end > 0 && end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
  return std::string(line.substr(0, end)) + "…";
}

std::string named(std::string_view kind, const std::string& name) {
  return name.empty() ? std::string(kind) : fmt::format("{} '{}'", kind, name);
}

std::string over(const std::vector<std::string>& columns) {
  return fmt::format("({})", fmt::join(columns, ", "));
}

std::string tell(const CreateTable& op) { return "create table " + quoted(op.table.schema, op.table.name); }
std::string tell(const DropTable& op) { return "drop table " + quoted(op.schema, op.name); }

std::string tell(const RenameTable& op) {
  return fmt::format("rename table {} to '{}'", quoted(op.schema, op.from), op.to);
}

std::string tell(const AddColumn& op) {
  return fmt::format("add column '{}' to {}", op.column.column.name, on_table(op));
}

std::string tell(const DropColumn& op) {
  return fmt::format("drop column '{}' of {}", op.column, on_table(op));
}

std::string tell(const ServerDefault& value) {
  return value.kind == ServerDefault::Kind::kLiteral ? fmt::format("'{}'", value.text.general.text)
                                                     : value.text.general.text;
}

/// `option 'strict'`, `options 'a', 'b'`.
std::string tell(const DialectOptions& options) {
  std::vector<std::string> names;
  for (const auto& [dialect, changes] : options) {
    for (const auto& [name, value] : changes) names.push_back(fmt::format("'{}'", name));
  }
  return fmt::format("option{} {}", names.size() == 1 ? "" : "s", fmt::join(names, ", "));
}

std::string tell(const AlterColumn& op) {
  std::vector<std::string> parts;
  if (op.type) parts.push_back("type " + to_string(*op.type));
  if (op.nullable) parts.emplace_back(*op.nullable ? "nullable" : "not null");
  if (op.server_default)
    parts.push_back(*op.server_default ? "default " + tell(**op.server_default) : "no default");
  if (op.comment) parts.emplace_back(*op.comment ? "comment" : "no comment");
  if (op.identity) parts.emplace_back(*op.identity ? "identity" : "no identity");
  if (op.autoincrement) parts.emplace_back(*op.autoincrement ? "autoincrement" : "no autoincrement");
  if (op.collation) parts.push_back(op.collation->empty() ? "no collation" : "collation " + *op.collation);
  if (!op.options.empty()) parts.push_back(tell(op.options));
  if (!op.rename_to.empty()) parts.push_back(fmt::format("rename to '{}'", op.rename_to));
  return fmt::format("alter column '{}' of {}: {}", op.column, on_table(op), fmt::join(parts, ", "));
}

std::string tell(const CreateIndex& op) {
  return fmt::format("create {}{} on {}", op.index.unique ? "unique " : "", named("index", op.index.name),
                     on_table(op));
}

std::string tell(const DropIndex& op) {
  if (op.table.empty()) return "drop index " + quoted(op.schema, op.name);
  return fmt::format("drop index '{}' of {}", op.name, on_table(op));
}

std::string tell(const CreatePrimaryKey& op) {
  return fmt::format("create primary key {} of {}", over(op.constraint.columns), on_table(op));
}

std::string tell(const CreateUniqueConstraint& op) {
  return fmt::format("create {} {} on {}", named("unique constraint", op.constraint.name),
                     over(op.constraint.columns), on_table(op));
}

std::string tell(const CreateForeignKey& op) {
  const Reference& target = op.constraint.references;
  return fmt::format("create {} from {} {} to {}", named("foreign key", op.constraint.name), on_table(op),
                     over(op.constraint.columns), quoted(target.schema, target.table));
}

std::string tell(const CreateCheckConstraint& op) {
  return fmt::format("create {} on {}", named("check constraint", op.constraint.name), on_table(op));
}

std::string tell(const CreateExcludeConstraint& op) {
  return fmt::format("create {} on {}", named("exclude constraint", op.constraint.name), on_table(op));
}

std::string tell(const DropConstraint& op) {
  std::string kind(schema::enum_name(op.type));
  std::replace(kind.begin(), kind.end(), '_', ' ');
  if (op.type == ConstraintType::kPrimary) kind = "primary key";
  if (op.type != ConstraintType::kPrimary && op.type != ConstraintType::kForeignKey) {
    kind += kind.empty() ? "constraint" : " constraint";
  }
  std::string text = "drop " + named(kind, op.name);
  if (op.name.empty() && !op.columns.empty()) text += " " + over(op.columns);
  if (op.name.empty() && !op.sql.empty()) text += fmt::format(" '{}'", shortened(op.sql));
  return text + " of " + on_table(op);
}

std::string tell(const CreateTableComment& op) { return "comment on table " + on_table(op); }
std::string tell(const DropTableComment& op) { return "drop comment of table " + on_table(op); }

std::string tell(const AlterTableOptions& op) {
  return fmt::format("change {} of table {}", tell(op.options), on_table(op));
}

std::string tell_view(std::string_view verb, bool is_materialized, const std::string& schema,
                      const std::string& name) {
  return fmt::format("{} {}view {}", verb, is_materialized ? "materialized " : "", quoted(schema, name));
}

std::string tell(const CreateView& op) {
  return tell_view("create", op.view.materialized, op.view.schema, op.view.name);
}
std::string tell(const ReplaceView& op) {
  return tell_view("replace", op.view.materialized, op.view.schema, op.view.name);
}
std::string tell(const DropView& op) { return tell_view("drop", op.materialized, op.schema, op.name); }

std::string tell(const CreateEnum& op) { return "create enum " + quoted(op.type.schema, op.type.name); }
std::string tell(const DropEnum& op) { return "drop enum " + quoted(op.schema, op.name); }

std::string tell(const AddEnumValue& op) {
  return fmt::format("add value '{}' to enum {}", op.value, quoted(op.schema, op.name));
}

std::string tell(const CreateType& op) { return "create type " + quoted(op.type.schema, op.type.name); }
std::string tell(const DropType& op) { return "drop type " + quoted(op.schema, op.name); }

std::string tell(const AlterEnum& op) {
  return "change the values of enum " + quoted(op.type.schema, op.type.name);
}

std::string tell(const CreateSequence& op) {
  return "create sequence " + quoted(op.sequence.schema, op.sequence.name);
}
std::string tell(const AlterSequence& op) { return "change sequence " + quoted(op.schema, op.name); }
std::string tell(const DropSequence& op) { return "drop sequence " + quoted(op.schema, op.name); }

std::string tell(const CreateTrigger& op) {
  return fmt::format("create trigger '{}' on {}", op.trigger.name, on_table(op.trigger));
}

std::string tell(const DropTrigger& op) {
  if (op.table.empty()) return "drop trigger " + quoted(op.schema, op.name);
  return fmt::format("drop trigger '{}' on {}", op.name, on_table(op));
}

std::string tell(const CreateFunction& op) {
  return "create function " + quoted(op.function.schema, op.function.name);
}
std::string tell(const DropFunction& op) { return "drop function " + quoted(op.schema, op.name); }

std::string tell(const Execute& op) {
  if (!op.sql.general.empty() || op.sql.by_dialect.empty())
    return "execute: " + shortened(op.sql.general.text);
  return "execute: " + shortened(op.sql.by_dialect.begin()->second.text);
}

std::string tell(const BulkInsert& op) {
  if (!op.file.empty()) return fmt::format("insert rows of '{}' into {}", op.file.text, on_table(op));
  return fmt::format("insert {} row{} into {}", op.rows.size(), op.rows.size() == 1 ? "" : "s", on_table(op));
}

std::string tell(const BatchAlterTable& op) {
  std::vector<std::string> parts;
  for (const Operation& inner : op.operations) parts.push_back(describe(inner));
  return fmt::format("alter table {}: {}", on_table(op), fmt::join(parts, "; "));
}

std::string tell(const Run& op) { return "run: " + shortened(op.command); }

}  // namespace
}  // namespace ops

std::string describe(const Operation& operation) {
  return std::visit([](const auto& op) { return ops::tell(op); }, operation.what);
}

}  // namespace dbtool
