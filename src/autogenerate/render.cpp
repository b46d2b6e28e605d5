#include "autogenerate/render.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include <fmt/format.h>

#include "autogenerate/risks.h"
#include "base/printable.h"
#include "base/strings.h"
#include "dialect/guards.h"

namespace dbtool::autogenerate {
namespace {

/// The tables as the operations so far have made them.
class SchemaTables final : public TableSource {
 public:
  explicit SchemaTables(const Schema& schema) : schema_(schema) {}
  [[nodiscard]] const Table* find(const QualifiedName& name) override { return schema_.find_table(name); }
  [[nodiscard]] const Schema& around(const QualifiedName&) override { return schema_; }

 private:
  const Schema& schema_;
};

}  // namespace

std::string render_yaml(std::span<const Operation> operations, Schema before) {
  std::string body;
  for (const Operation& operation : operations) {
    if (const std::string risk = risk_of(operation, before); !risk.empty()) {
      body += fmt::format("# {}\n", base::printable_line(risk));
    }
    body += to_yaml({&operation, 1});
    apply(operation, before);
  }
  return body;
}

std::vector<std::string> risks(std::span<const Operation> operations, Schema before) {
  std::vector<std::string> lines;
  for (const Operation& operation : operations) {
    if (std::string risk = risk_of(operation, before); !risk.empty()) lines.push_back(std::move(risk));
    apply(operation, before);
  }
  return lines;
}

std::string render_sql(std::span<const Operation> operations, Schema before, const DdlCompiler& compiler) {
  SchemaTables tables(before);
  dialect::GuardWriter guards;
  std::vector<std::string> statements;
  const auto add = [&](std::vector<std::string> more) {
    statements.insert(statements.end(), std::make_move_iterator(more.begin()),
                      std::make_move_iterator(more.end()));
  };
  for (const Operation& operation : operations) {
    for (const Statement& statement : compiler.compile(operation, tables)) add(guards.write(statement));
    apply(operation, before);
  }
  add(guards.finish());
  return statements.empty() ? std::string() : base::join(statements, "\n\n") + "\n";
}

bool is_atomic(std::span<const Operation> operations, Schema before, const DdlCompiler& compiler) {
  SchemaTables tables(before);
  for (const Operation& operation : operations) {
    const std::vector<Statement> statements = compiler.compile(operation, tables);
    if (std::ranges::any_of(statements, [](const Statement& statement) {
          return statement.transaction == Statement::Transaction::kAtomic;
        })) {
      return true;
    }
    apply(operation, before);
  }
  return false;
}

}  // namespace dbtool::autogenerate
