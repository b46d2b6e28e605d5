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

SqlBody render_sql(std::span<const Operation> operations, Schema before, const DdlCompiler& compiler) {
  SchemaTables tables(before);
  dialect::GuardWriter guards;
  SqlBody body;
  const auto add = [&body](const std::vector<std::string>& statements) {
    for (const std::string& statement : statements) {
      body.text += (body.text.empty() ? "" : "\n") + statement + "\n";
    }
  };
  for (const Operation& operation : operations) {
    for (const Statement& statement : compiler.compile(operation, tables)) {
      body.is_atomic = body.is_atomic || statement.transaction == Statement::Transaction::kAtomic;
      add(guards.write(statement));
    }
    apply(operation, before);
  }
  add(guards.finish());
  return body;
}

}  // namespace dbtool::autogenerate
