#include "dialects/postgresql/expression.h"

#include <algorithm>

#include "dialects/postgresql/syntax.h"
#include "sql/normalize.h"

namespace dbtool::dialects::postgresql {

namespace {

using Kind = Expression::Kind;

bool same(const Expression& inspected, const Expression& declared) {
  const bool alike = inspected.kind == declared.kind && inspected.text == declared.text &&
                     inspected.parts.size() == declared.parts.size();
  if (alike && std::ranges::equal(inspected.parts, declared.parts, same)) return true;
  if (inspected.kind == Kind::kCast && same(inspected.parts.front(), declared)) return true;
  // Of a constant, or of what has that type anyway: the server does not write it.
  return declared.kind == Kind::kCast && inspected.kind != Kind::kCast &&
         same(inspected, declared.parts.front());
}

}  // namespace

bool same_expression(std::string_view inspected, std::string_view declared) {
  if (inspected == declared) return true;
  using sql::OuterParentheses;
  const std::string is = sql::normalized(inspected, syntax(), OuterParentheses::kStrip);
  const std::string wanted = sql::normalized(declared, syntax(), OuterParentheses::kStrip);
  if (is == wanted) return true;
  const auto left = parse_expression(inspected);
  const auto right = parse_expression(declared);
  return left && right && same(*left, *right);
}

}  // namespace dbtool::dialects::postgresql
