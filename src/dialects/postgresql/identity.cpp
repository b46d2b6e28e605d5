#include "dialects/postgresql/identity.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <fmt/format.h>

namespace dbtool::dialects::postgresql {

std::string generation_words(const Identity& identity) {
  return fmt::format("GENERATED {} AS IDENTITY", identity.always ? "ALWAYS" : "BY DEFAULT");
}

std::string sequence_options(const Identity& identity) {
  std::vector<std::string> options;
  const auto add = [&](std::string_view words, const std::optional<std::int64_t>& value) {
    if (value) options.push_back(fmt::format("{} {}", words, *value));
  };
  add("INCREMENT BY", identity.increment);
  add("START WITH", identity.start);
  add("MINVALUE", identity.min_value);
  add("MAXVALUE", identity.max_value);
  add("CACHE", identity.cache);
  if (identity.cycle) options.emplace_back("CYCLE");
  return fmt::format("{}", fmt::join(options, " "));
}

std::string identity_clause(const Identity& identity) {
  const std::string options = sequence_options(identity);
  return generation_words(identity) + (options.empty() ? "" : " (" + options + ")");
}

std::string identity_changes(const Identity& is, const Identity& wanted) {
  std::vector<std::string> changes;
  const auto set = [&](std::string_view words, const std::optional<std::int64_t>& before,
                       const std::optional<std::int64_t>& after, const std::string& otherwise) {
    if (before == after) return;
    changes.push_back("SET " + (after ? fmt::format("{} {}", words, *after) : otherwise));
  };
  const bool descends = wanted.increment.value_or(1) < 0;
  const std::int64_t start = descends ? wanted.max_value.value_or(-1) : wanted.min_value.value_or(1);
  if (is.always != wanted.always) {
    changes.push_back(fmt::format("SET GENERATED {}", wanted.always ? "ALWAYS" : "BY DEFAULT"));
  }
  set("CACHE", is.cache, wanted.cache, "CACHE 1");
  if (is.cycle != wanted.cycle) changes.emplace_back(wanted.cycle ? "SET CYCLE" : "SET NO CYCLE");
  set("INCREMENT BY", is.increment, wanted.increment, "INCREMENT BY 1");
  set("MAXVALUE", is.max_value, wanted.max_value, "NO MAXVALUE");
  set("MINVALUE", is.min_value, wanted.min_value, "NO MINVALUE");
  set("START WITH", is.start, wanted.start, fmt::format("START WITH {}", start));
  return fmt::format("{}", fmt::join(changes, " "));
}

}  // namespace dbtool::dialects::postgresql
