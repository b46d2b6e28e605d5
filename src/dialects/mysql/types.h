#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dbtool/dialect.h"
#include "dialects/mysql/server.h"

namespace dbtool::dialects::mysql {

/// How SQLAlchemy spells a type: `VARCHAR(64)`, `BOOL`, `ENUM('a','b')`. Throws Error{kScript} for one that
/// needs a length and has none, and {kUnsupported} for an array.
[[nodiscard]] std::string type_sql(const DataType& type, const Server& server);

/// The portable type that the catalog's COLUMN_TYPE tells so, or a native one, without a display width.
[[nodiscard]] DataType parse_type(std::string_view column_type);

/// True for whole numbers, portable or native.
[[nodiscard]] bool is_integer(const DataType& type);
/// True for what has no literal as a default on MySQL: TEXT, BLOB, JSON and their like.
[[nodiscard]] bool is_long(const DataType& type);
/// True for texts, ENUM and SET.
[[nodiscard]] bool takes_collation(const DataType& type);
/// True for DATETIME, TIMESTAMP and their like.
[[nodiscard]] bool is_temporal(const DataType& type);

/// What the server gives the rows that are there to a new column that is NOT NULL and has no default, as a
/// person would write it: `0`, `''`.
[[nodiscard]] std::string implicit_default(const DataType& type);

/// What a database takes for what is left open.
struct DatabaseDefaults {
  std::string engine;
  std::string charset;
  std::string collation;
  std::string user;  ///< the definer of what names none
};

/// Types, defaults and expressions as the servers hold them to be the same.
class MysqlTypes : public TypeSystem {
 public:
  MysqlTypes(const Server& server, DatabaseDefaults defaults)
      : server_(server), defaults_(std::move(defaults)) {}

  [[nodiscard]] bool same_type(const DataType& inspected, const DataType& declared) const override;
  [[nodiscard]] bool same_default(const std::optional<ServerDefault>& inspected,
                                  const Column& declared) const override;
  [[nodiscard]] bool same_expression(std::string_view inspected, std::string_view declared) const override;
  [[nodiscard]] bool same_option(std::string_view name, std::string_view inspected,
                                 std::string_view declared) const override;
  [[nodiscard]] bool same_collation(std::string_view inspected, std::string_view declared,
                                    const Table& table) const override;

 private:
  Server server_;
  DatabaseDefaults defaults_;
};

}  // namespace dbtool::dialects::mysql
