#include "autogenerate/render.h"

#include <string_view>

#include <fmt/format.h>

#include "autogenerate/risks.h"
#include "base/printable.h"
#include "base/strings.h"

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

/// SQL by itself cannot stop over a row that it finds.
std::string check_comment(const Statement& statement) {
  const std::string text =
      fmt::format("Check, there should be no rows: {}\n{}", statement.failure, terminated(statement));
  return fmt::format("-- {}\n", base::replace_all(text, "\n", "\n-- "));
}

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
  std::string script;
  for (const Operation& operation : operations) {
    for (const Statement& statement : compiler.compile(operation, tables)) {
      if (statement.kind == Statement::Kind::kBaseline) continue;
      if (!script.empty()) script += '\n';
      script +=
          statement.kind == Statement::Kind::kCheck ? check_comment(statement) : terminated(statement) + "\n";
    }
    apply(operation, before);
  }
  return script;
}

}  // namespace dbtool::autogenerate
