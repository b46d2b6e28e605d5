#pragma once

#include <filesystem>
#include <string>
#include <string_view>

/// A database file as SQLite's own C interface shows it, without anything of dbtool's in between.
namespace dbtool::test {

/// Runs a script of SQL; what fails is a failure of the test.
void run_sql(const std::filesystem::path& database, std::string_view sql);

/// The definitions as they are stored, each table with its rows: the number of the row, the values as
/// literals.
[[nodiscard]] std::string dump(const std::filesystem::path& database);

/// What the pragmas tell of every part, and the rows: equal for databases that behave the same, though their
/// definitions are spelled in other words. With what integrity_check and foreign_key_check find.
[[nodiscard]] std::string facts(const std::filesystem::path& database);

}  // namespace dbtool::test
