#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/error.h"

namespace dbtool::dialect {

/// A field of a CSV file; nothing where it is empty and not quoted.
using CsvField = std::optional<std::string>;
using CsvRecord = std::vector<CsvField>;

/// Reads CSV (RFC 4180: commas, double quotes, any line end) record by record. A byte order
/// mark and empty lines are skipped. Does not own the text.
class CsvReader {
 public:
  /// `file` names the text in errors.
  CsvReader(std::string_view text, std::string file);

  /// The next record, or nothing at the end. Throws Error{kScript} with its place for quotes that do not
  /// end, that are followed by text, or that stand inside an unquoted field.
  [[nodiscard]] std::optional<CsvRecord> next();
  /// The line on which the last record began.
  [[nodiscard]] Location location() const { return {.file = file_, .line = record_line_}; }

 private:
  [[nodiscard]] CsvField field();
  [[nodiscard]] std::string quoted_field();
  /// Moves over a line end; false if there is none here.
  bool skip_line_end() noexcept;
  [[nodiscard]] bool at_field_end() const noexcept;
  [[nodiscard]] Error error(std::string message) const;

  std::string_view text_;
  std::string file_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
  std::size_t record_line_ = 0;
  std::size_t fields_ = 0;  ///< of the last record; the next one is expected to have as many
};

}  // namespace dbtool::dialect
