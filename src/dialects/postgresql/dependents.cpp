#include "dialects/postgresql/dependents.h"

#include <algorithm>
#include <functional>

#include "base/strings.h"
#include "dialects/postgresql/syntax.h"
#include "ops/sql_words.h"
#include "sql/lexer.h"

namespace dbtool::dialects::postgresql {

namespace {

const std::string& query_of(const View& view) { return view.as.select(traits().names).text; }

bool mentions(const View& view, std::string_view name) { return ops::mentions(query_of(view), name); }

/// `SELECT *`, `SELECT a, t.*`; not `count(*)`, nor a product.
bool takes_all_columns(const View& view) {
  const std::string& query = query_of(view);
  sql::Lexer lexer(query, syntax());
  std::string before;
  for (sql::Token token = lexer.next(); token.kind != sql::TokenKind::kEnd; token = lexer.next()) {
    if (token.kind == sql::TokenKind::kComment) continue;
    const std::string text = base::to_lower(token.in(query));
    const bool may_follow =
        before == "select" || before == "distinct" || before == "all" || before == "," || before == ".";
    if (text == "*" && may_follow) return true;
    before = text;
  }
  return false;
}

/// Collects views, each after those that it uses.
class Dependents {
 public:
  using Test = std::function<bool(const View&)>;

  explicit Dependents(const Schema& schema) : schema_(schema) {}

  /// Adds the views that pass, and what uses those.
  std::vector<const View*> of(const Test& uses) {
    for (const View& view : schema_.views) {
      if (uses(view)) visit(view);
    }
    std::ranges::reverse(found_);
    return std::move(found_);
  }

 private:
  /// What uses a view is found before the view itself is added.
  void visit(const View& view) {
    if (std::ranges::find(seen_, &view) != seen_.end()) return;
    seen_.push_back(&view);
    for (const View& other : schema_.views) {
      if (&other != &view && mentions(other, view.name)) visit(other);
    }
    found_.push_back(&view);
  }

  const Schema& schema_;
  std::vector<const View*> seen_;
  std::vector<const View*> found_;
};

}  // namespace

std::vector<const View*> views_of_columns(const Schema& schema, const std::vector<TableColumns>& tables) {
  return Dependents(schema).of([&](const View& view) {
    const auto uses = [&](const std::string& column) { return mentions(view, column); };
    return std::ranges::any_of(tables, [&](const TableColumns& each) {
      return !each.columns.empty() && mentions(view, each.table.name) &&
             (takes_all_columns(view) || std::ranges::any_of(each.columns, uses));
    });
  });
}

std::vector<const View*> views_of_all_columns(const Schema& schema, const QualifiedName& table) {
  return Dependents(schema).of(
      [&](const View& view) { return mentions(view, table.name) && takes_all_columns(view); });
}

std::vector<const View*> views_of_view(const Schema& schema, const QualifiedName& name) {
  return Dependents(schema).of([&](const View& view) {
    return QualifiedName{view.schema, view.name} != name && mentions(view, name.name);
  });
}

}  // namespace dbtool::dialects::postgresql
