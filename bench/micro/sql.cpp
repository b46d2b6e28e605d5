// The SQL layer on a large script.

#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "sql/lexer.h"
#include "sql/normalize.h"
#include "sql/splitter.h"
#include "sql/statement_effect.h"
#include "support/sql_syntaxes.h"

namespace dbtool {
namespace {

constexpr std::string_view kInsert =
    "INSERT INTO orders (id, state, \"note\", created_at)\n  VALUES (17, 'it''s open', NULL, now()); -- a "
    "row\n";

/// Rows of data, as a script that fills a table has them.
std::string rows() {
  constexpr int kRows = 10'000;
  std::string text;
  for (int i = 0; i < kRows; ++i) text += kInsert;
  return text;
}

void count_bytes(benchmark::State& state, std::string_view text) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void lex(benchmark::State& state, const test::NamedSyntax& syntax) {
  const std::string text = rows();
  for (auto _ : state) {
    sql::Lexer lexer(text, syntax.syntax);
    while (lexer.next().kind != sql::TokenKind::kEnd) {
    }
  }
  count_bytes(state, text);
}
BENCHMARK_CAPTURE(lex, lite, test::kSyntaxes[0]);
BENCHMARK_CAPTURE(lex, postgres, test::kSyntaxes[1]);
BENCHMARK_CAPTURE(lex, maria, test::kSyntaxes[2]);

void split(benchmark::State& state, const test::NamedSyntax& syntax) {
  const std::string text = rows();
  const sql::SourceText source{.text = text};
  for (auto _ : state) benchmark::DoNotOptimize(sql::split(source, syntax.syntax));
  count_bytes(state, text);
}
BENCHMARK_CAPTURE(split, lite, test::kSyntaxes[0]);
BENCHMARK_CAPTURE(split, postgres, test::kSyntaxes[1]);
BENCHMARK_CAPTURE(split, maria, test::kSyntaxes[2]);

void normalize(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(sql::normalized(kInsert, test::kPostgresSyntax));
}
BENCHMARK(normalize);

void judge_effect(benchmark::State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(sql::effect_of(kInsert, test::kPostgresSyntax));
}
BENCHMARK(judge_effect);

}  // namespace
}  // namespace dbtool
