// Reading a script: its header for every command, its body and what the journal keeps of it when it is run.

#include <string>
#include <string_view>

#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include "runtime/script_record.h"
#include "script/read_script.h"
#include "support/sql_syntaxes.h"

namespace dbtool {
namespace {

/// A usual script: a table with some columns, and its index.
constexpr std::string_view kYaml = R"(message: orders
revision: 0000a0000001
down_revision: 0000a0000000
create_date: 2026-11-26 10:00:00

upgrade:
  - create_table:
      name: orders
      columns:
        id: {type: big_integer, autoincrement: true}
        customer_id: {type: integer, nullable: true}
        state: {type: string(20), default: "'open'"}
        total: numeric(12, 2)
        note: {type: text, nullable: true}
        created_at: {type: datetime, default: CURRENT_TIMESTAMP}
      primary_key: [id]
  - create_index: {name: ix_orders_state, table: orders, columns: [state, created_at]}

downgrade: auto
)";

constexpr std::string_view kSql = R"(-- message: orders
-- revision: 0000a0000001
-- down_revision: 0000a0000000

-- upgrade
CREATE TABLE orders (id BIGINT PRIMARY KEY, state VARCHAR(20) DEFAULT 'open' NOT NULL, total NUMERIC(12, 2) NOT NULL);
CREATE INDEX ix_orders_state ON orders (state);

-- downgrade
DROP TABLE orders;
)";

std::string_view text_of(ScriptFormat format) { return format == ScriptFormat::kYaml ? kYaml : kSql; }

void count_bytes(benchmark::State& state, std::string_view text) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}

void scan_header(benchmark::State& state, ScriptFormat format) {
  for (auto _ : state) benchmark::DoNotOptimize(script::read_header(format, text_of(format), "orders"));
}
BENCHMARK_CAPTURE(scan_header, yaml, ScriptFormat::kYaml);
BENCHMARK_CAPTURE(scan_header, sql, ScriptFormat::kSql);

void decode_body(benchmark::State& state, ScriptFormat format) {
  for (auto _ : state) benchmark::DoNotOptimize(script::read_body(format, text_of(format), "orders", {}));
  count_bytes(state, text_of(format));
}
BENCHMARK_CAPTURE(decode_body, yaml, ScriptFormat::kYaml);
BENCHMARK_CAPTURE(decode_body, sql, ScriptFormat::kSql);

void make_checksum(benchmark::State& state) {
  const ScriptBody body = script::read_body(ScriptFormat::kYaml, kYaml, "orders", {});
  for (auto _ : state) benchmark::DoNotOptimize(runtime::checksum_of(body, test::kPostgresSyntax));
}
BENCHMARK(make_checksum);

void keep_text(benchmark::State& state) {
  for (auto _ : state) {
    runtime::ScriptRecord record;
    runtime::keep_text(kYaml, record);
    benchmark::DoNotOptimize(record);
  }
  count_bytes(state, kYaml);
}
BENCHMARK(keep_text);

}  // namespace
}  // namespace dbtool
