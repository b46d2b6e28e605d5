#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/ansi_ddl.h"
#include "dialect/no_tables.h"
#include "sql/syntax.h"

namespace dbtool::dialect {

/// An engine that has nothing of its own: what it prints is what dialects inherit.
class PlainDdl : public AnsiDdl {
 public:
  PlainDdl() : AnsiDdl(kTraits, kSyntax, kQuoting) {}

  std::string type(const DataType& type) const override { return std::string(type_name(type.kind)); }

 private:
  static constexpr std::array<std::string_view, 2> kNames = {"plain", "ansi"};
  static constexpr std::array<std::string_view, 2> kReserved = {"order", "table"};
  static constexpr DialectTraits kTraits{.names = kNames, .impl_name = "PlainImpl"};
  static constexpr sql::Syntax kSyntax{};
  static constexpr sql::Quoting kQuoting{.reserved_words = kReserved};
};

using dialect::NoTables;

inline std::vector<std::string> texts_of(const std::vector<Statement>& statements) {
  std::vector<std::string> texts;
  for (const Statement& statement : statements) texts.push_back(statement.text);
  return texts;
}

inline std::vector<std::string> compile(const DdlCompiler& ddl, OperationVariant what) {
  NoTables tables;
  return texts_of(ddl.compile({.what = std::move(what)}, tables));
}

}  // namespace dbtool::dialect
