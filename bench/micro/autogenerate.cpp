// What `check` and `migrate` do with models of many tables, without a database.

#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "autogenerate/diff.h"
#include "dialects/registry.h"
#include "schema/models_reader.h"

namespace dbtool {
namespace {

/// Models of so many tables, each of which references the one before.
std::string models_of(std::int64_t tables) {
  std::string text = "models:\n";
  for (std::int64_t i = 0; i < tables; ++i) {
    text += fmt::format(
        "  T{}:\n    columns:\n      id: {{type: integer, primary_key: true}}\n"
        "      name: {{type: string(40), index: true}}\n"
        "      before_id: {{type: integer, nullable: true, references: t{}.id}}\n",
        i, i == 0 ? 0 : i - 1);
  }
  return text;
}

void read_models(benchmark::State& state) {
  const std::string text = models_of(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(schema::read_models_text(text, "models.yaml"));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(read_models)->RangeMultiplier(10)->Range(10, 10'000)->Complexity();

enum class Database { kUnchanged, kEmpty };

/// With an empty database all tables are new, and are put in the order of their foreign keys.
void compare(benchmark::State& state, Database database) {
  const Dialect& dialect = dialects::find_dialect("postgresql");
  const Models models = schema::read_models_text(models_of(state.range(0)), "models.yaml");
  const Schema tables = database == Database::kEmpty ? Schema() : models.schema;
  const auto options = autogenerate::options_for(dialect.traits());
  for (auto _ : state) {
    benchmark::DoNotOptimize(autogenerate::compare(tables, models, dialect.types(), options));
  }
  state.SetComplexityN(state.range(0));
}
BENCHMARK_CAPTURE(compare, unchanged, Database::kUnchanged)
    ->RangeMultiplier(10)
    ->Range(10, 10'000)
    ->Complexity();
BENCHMARK_CAPTURE(compare, with_nothing, Database::kEmpty)
    ->RangeMultiplier(10)
    ->Range(10, 10'000)
    ->Complexity();

}  // namespace
}  // namespace dbtool
