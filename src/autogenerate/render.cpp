#include "autogenerate/render.h"

#include <string_view>

#include "base/document.h"
#include "ops/codec.h"

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

std::string render_yaml(std::span<const Operation> operations) {
  if (operations.empty()) return {};
  return base::write_yaml(ops::encode_operations(operations));
}

std::string render_sql(std::span<const Operation> operations, Schema before, const DdlCompiler& compiler) {
  SchemaTables tables(before);
  std::string script;
  for (const Operation& operation : operations) {
    for (const Statement& statement : compiler.compile(operation, tables)) {
      if (!script.empty()) script += '\n';
      script += terminated(statement) + "\n";
    }
    apply(operation, before);
  }
  return script;
}

}  // namespace dbtool::autogenerate
