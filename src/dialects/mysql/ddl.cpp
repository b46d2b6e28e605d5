#include "dialects/mysql/ddl.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dialects/mysql/alter_table.h"
#include "dialects/mysql/options.h"
#include "dialects/mysql/syntax.h"
#include "dialects/mysql/transactions.h"
#include "dialects/mysql/types.h"
#include "ops/routine_signature.h"

namespace dbtool::dialects::mysql {

using dialect::Emission;

MysqlDdl::MysqlDdl(const Server& server)
    : AnsiDdl(mysql::traits(server), mysql::syntax(), mysql::quoting()), server_(server) {}

std::size_t MysqlDdl::max_insert_bytes() const {
  const std::size_t usual = AnsiDdl::max_insert_bytes();
  return server_.max_statement_bytes == 0 ? usual : std::min(usual, server_.max_statement_bytes);
}

std::string MysqlDdl::type(const DataType& type) const { return type_sql(type, server_); }

void MysqlDdl::require_name(std::string_view identifier) const {
  // Names are kept in characters of three bytes at most.
  const bool is_too_wide = std::ranges::any_of(
      identifier, [](char c) { return (static_cast<unsigned char>(c) & 0xF8U) == 0xF0U; });
  if (is_too_wide) {
    throw Error(ErrorCode::kScript,
                fmt::format("the name '{}' has a character of four bytes, which {} takes in no name",
                            identifier, traits().name()))
        .with_hint("give it another name");
  }
  const auto length = static_cast<std::size_t>(std::ranges::count_if(
      identifier, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
  if (length <= kMaxNameCharacters) return;
  throw Error(ErrorCode::kScript, fmt::format("the name '{}' has {} characters; {} takes {} at the most",
                                              identifier, length, traits().name(), kMaxNameCharacters))
      .with_hint("give it a shorter name");
}

bool MysqlDdl::takes_booleans(const DataType& type) const {
  const bool is_bit = type.kind == TypeKind::kNative && base::to_lower(type.name).starts_with("bit");
  return type.kind == TypeKind::kBoolean || is_integer(type) || is_bit;
}

void MysqlDdl::place(Statement& statement) const {
  if (statement.kind == Statement::Kind::kSql) statement.transaction = transaction_of(statement.text);
}

Error MysqlDdl::unsupported(std::string_view what) const {
  const std::string_view name = traits().name();
  return Error(ErrorCode::kUnsupported, fmt::format("{} has no {}", name, what))
      .with_hint(fmt::format("write 'except: [{}]' beside it", name));
}

// --- Tables ---

ForeignKey MysqlDdl::with_referenced_columns(ForeignKey key, const Table* referenced) {
  if (!key.references.columns.empty()) return key;
  if (referenced == nullptr || !referenced->primary_key) {
    const QualifiedName target{key.references.schema, key.references.table};
    throw Error(
        ErrorCode::kScript,
        fmt::format("the foreign key to table '{}' names no columns of it, and its primary key is not known",
                    to_string(target)))
        .with_hint("write the columns: references: {table: …, columns: […]}");
  }
  key.references.columns = referenced->primary_key->columns;
  return key;
}

void MysqlDdl::emit(const ops::CreateTable& operation, Emission& out) const {
  Table table = operation.table;
  for (ForeignKey& key : table.foreign_keys) {
    require_plain(key);
    const QualifiedName target{key.references.schema, key.references.table};
    if (!key.references.columns.empty()) continue;
    const Table* referenced = target == table.qualified_name() ? &operation.table : out.tables().find(target);
    key = with_referenced_columns(key, referenced);
  }
  out.add(create_table(table, operation.if_not_exists));
  const Index* const inside = counting_index(table);
  for (const Index& index : table.indexes) {
    if (&index != inside) emit_index(index, table.qualified_name(), out);
  }
}

void MysqlDdl::emit(const ops::RenameTable& operation, Emission& out) const {
  out.add(fmt::format("ALTER TABLE {} RENAME TO {}", qualified(operation.schema, operation.from),
                      qualified(operation.schema, operation.to)));
}

// --- Alterations ---

template <class Op>
void MysqlDdl::alter(const Op& operation, Emission& out) const {
  AlterTable alteration(*this, {operation.schema, operation.table}, out);
  alteration.add({.what = operation, .online = out.is_online(), .location = out.location()});
  alteration.finish();
}

void MysqlDdl::emit(const ops::AddColumn& operation, Emission& out) const { alter(operation, out); }
void MysqlDdl::emit(const ops::AlterColumn& operation, Emission& out) const { alter(operation, out); }
void MysqlDdl::emit(const ops::DropColumn& operation, Emission& out) const { alter(operation, out); }
void MysqlDdl::emit(const ops::CreatePrimaryKey& operation, Emission& out) const { alter(operation, out); }
void MysqlDdl::emit(const ops::CreateUniqueConstraint& operation, Emission& out) const {
  alter(operation, out);
}
void MysqlDdl::emit(const ops::DropConstraint& operation, Emission& out) const { alter(operation, out); }
void MysqlDdl::emit(const ops::CreateTableComment& operation, Emission& out) const { alter(operation, out); }
void MysqlDdl::emit(const ops::DropTableComment& operation, Emission& out) const { alter(operation, out); }
void MysqlDdl::emit(const ops::AlterTableOptions& operation, Emission& out) const { alter(operation, out); }

void MysqlDdl::emit(const ops::CreateForeignKey& operation, Emission& out) const { alter(operation, out); }

void MysqlDdl::emit(const ops::CreateCheckConstraint& operation, Emission& out) const {
  if (!text_of(operation.constraint.sql).empty()) alter(operation, out);
}

void MysqlDdl::emit(const ops::CreateExcludeConstraint& operation, Emission&) const {
  throw unsupported(fmt::format("exclusion constraints, such as that of table '{}'", operation.table));
}

void MysqlDdl::emit(const ops::BatchAlterTable& operation, Emission& out) const {
  AlterTable alteration(*this, {operation.schema, operation.table}, out);
  for (const Operation& inner : operation.operations) {
    if (!applies_to(inner, traits().names)) continue;
    try {
      alteration.add(inner);
    } catch (Error& error) {
      throw std::move(error).at(inner.location);
    }
  }
  alteration.finish();
}

void MysqlDdl::emit(const ops::CreateIndex& operation, Emission& out) const {
  ops::CreateIndex named = operation;
  named.index.name = index_name(operation.index, operation.table);
  std::string sql = create_index(named);
  if (out.is_online() || operation.concurrently) sql += " ALGORITHM=INPLACE LOCK=NONE";
  out.add(std::move(sql));
}

void MysqlDdl::emit(const ops::DropIndex& operation, Emission& out) const {
  if (operation.table.empty()) {
    throw Error(ErrorCode::kScript, fmt::format("index '{}' is dropped without its table", operation.name))
        .with_hint("add 'table': an index has its name in its table only");
  }
  // DROP INDEX takes no ALGORITHM on MariaDB, and a foreign key may need another index in its place.
  const bool is_plain =
      !out.is_online() && !operation.concurrently && (!operation.if_exists || server_.has_if_exists());
  const Table* known = out.tables().find({operation.schema, operation.table});
  if (!is_plain || (known != nullptr && !known->foreign_keys.empty())) return alter(operation, out);
  out.add(fmt::format("DROP INDEX {}{} ON {}", operation.if_exists ? "IF EXISTS " : "", quote(operation.name),
                      qualified(operation.schema, operation.table)));
}

// --- Other objects ---

std::string MysqlDdl::view_head(const View& view) const {
  if (view.materialized) throw unsupported(fmt::format("materialized views, such as '{}'", view.name));
  std::string head;
  if (const std::string algorithm = option(view.options, kAlgorithm); !algorithm.empty()) {
    head += fmt::format("ALGORITHM = {} ", algorithm);
  }
  if (const std::string definer = option(view.options, kDefiner); !definer.empty()) {
    head += definer_clause_sql(definer) + " ";
  }
  if (const std::string security = option(view.options, kSecurity); !security.empty()) {
    head += fmt::format("SQL SECURITY {} ", security);
  }
  return head;
}

void MysqlDdl::emit(const ops::CreateView& operation, Emission& out) const {
  const View& view = operation.view;
  const SourceText& text = text_of(view.as);
  if (text.empty()) return;  // it is written for other engines only
  // MySQL has no IF NOT EXISTS of a view.
  out.add(fmt::format("CREATE {}VIEW {}{} AS {}", view_head(view),
                      operation.if_not_exists && server_.is_mariadb ? "IF NOT EXISTS " : "",
                      qualified(view.schema, view.name), text.text));
}

void MysqlDdl::emit(const ops::ReplaceView& operation, Emission& out) const {
  const View& view = operation.view;
  const SourceText& text = text_of(view.as);
  if (text.empty()) return;
  View replacement = view;
  // Else it would run with the rights of whoever replaces it.
  if (option(view.options, kDefiner).empty()) {
    for (const View& before : out.tables().around({view.schema, view.name}).views) {
      const std::string definer = option(before.options, kDefiner);
      const bool is_it = before.name == view.name && before.schema == view.schema;
      if (is_it && !definer.empty()) set_option(replacement.options, kDefiner, definer);
    }
  }
  out.add(fmt::format("CREATE OR REPLACE {}VIEW {} AS {}", view_head(replacement),
                      qualified(view.schema, view.name), text.text));
}

void MysqlDdl::emit(const ops::DropView& operation, Emission& out) const {
  ops::DropView plain = operation;
  plain.materialized = false;
  AnsiDdl::emit(plain, out);
}

void MysqlDdl::emit(const ops::CreateType& operation, Emission&) const {
  if (text_of(operation.type.sql).empty()) return;  // it is written for other engines only
  throw unsupported(fmt::format("types of one's own, such as '{}'", operation.type.name));
}

void MysqlDdl::emit(const ops::CreateSequence& operation, Emission& out) const {
  if (!server_.has_sequences())
    throw unsupported(fmt::format("sequences, such as '{}'", operation.sequence.name));
  ops::CreateSequence own = operation;
  own.sequence.type.clear();  // it is always BIGINT
  AnsiDdl::emit(own, out);
}

void MysqlDdl::emit(const ops::AlterSequence& operation, Emission& out) const {
  if (!server_.has_sequences()) throw unsupported(fmt::format("sequences, such as '{}'", operation.name));
  ops::AlterSequence own = operation;
  own.type.clear();
  AnsiDdl::emit(own, out);
}

void MysqlDdl::emit(const ops::DropSequence& operation, Emission& out) const {
  if (!server_.has_sequences()) throw unsupported(fmt::format("sequences, such as '{}'", operation.name));
  AnsiDdl::emit(operation, out);
}

void MysqlDdl::emit(const ops::CreateFunction& operation, Emission& out) const {
  const Function& function = operation.function;
  const SourceText& written = text_of(function.sql);
  std::string text = ops::without_replacement(written.text);
  // MySQL has no OR REPLACE of a routine.
  if (server_.is_mariadb || text == written.text) return AnsiDdl::emit(operation, out);
  out.add(fmt::format("DROP {} IF EXISTS {}", is_procedure(text) ? "PROCEDURE" : "FUNCTION",
                      qualified(function.schema, function.name)));
  emit_script(SourceText(std::move(text), written.location, written.margin), out);
}

void MysqlDdl::emit(const ops::DropFunction& operation, Emission& out) const {
  // A procedure goes by another word.
  std::string_view kind = "FUNCTION";
  for (const Function& function : out.tables().around({operation.schema, operation.name}).functions) {
    const bool is_it = function.name == operation.name && function.schema == operation.schema;
    if (is_it && is_procedure(text_of(function.sql).text)) kind = "PROCEDURE";
  }
  out.add(fmt::format("DROP {} {}{}", kind, operation.if_exists ? "IF EXISTS " : "",
                      qualified(operation.schema, operation.name)));
}

}  // namespace dbtool::dialects::mysql
