#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "dbtool/connection.h"
#include "dbtool/schema.h"
#include "dialects/mysql/server.h"
#include "dialects/mysql/types.h"

namespace dbtool::dialects::mysql {

/// What the server makes of declared texts.
using Spellings = std::map<std::string, std::string, std::less<>>;

/// Asks how the server writes the expressions and views that read differently on both sides: a temporary
/// table has the columns, defaults and checks as they are declared, and a view, which nobody can have to
/// himself, is made and dropped at once. A text that it does not take, or where one may not ask, has no
/// spelling.
[[nodiscard]] Spellings ask_server(Connection& connection, const Schema& inspected, const Schema& declared,
                                   const Server& server, const DatabaseDefaults& defaults);

/// The rules of the texts, and the server's word where they differ all the same.
class AskedTypes final : public MysqlTypes {
 public:
  AskedTypes(const Server& server, DatabaseDefaults defaults, Spellings spellings)
      : MysqlTypes(server, std::move(defaults)), server_(server), spellings_(std::move(spellings)) {}

  [[nodiscard]] bool same_expression(std::string_view inspected, std::string_view declared) const override;
  [[nodiscard]] bool same_default(const std::optional<ServerDefault>& inspected,
                                  const Column& declared) const override;

 private:
  Server server_;
  Spellings spellings_;
};

}  // namespace dbtool::dialects::mysql
