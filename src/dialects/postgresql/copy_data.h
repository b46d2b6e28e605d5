#pragma once

#include <optional>
#include <string_view>

namespace dbtool::dialects::postgresql {

/// A statement and the lines that it reads from its client.
struct CopyStatement {
  std::string_view sql;                  ///< begins where the text does
  std::optional<std::string_view> data;  ///< of COPY ... FROM STDIN
};

/// Splits a text as a script has it: `COPY t FROM stdin;`, a line end, and lines of data.
[[nodiscard]] CopyStatement split_copy_data(std::string_view text);

/// It is a COPY, which may exchange data with its client.
[[nodiscard]] bool is_copy(std::string_view text);

/// The byte of the data at which a line begins, as the server counts lines: from 1.
[[nodiscard]] std::size_t offset_of_line(const CopyStatement& statement, std::size_t line);

/// The line of the data that the context of an error names: `COPY t, line 2, column a: "x"`.
[[nodiscard]] std::optional<std::size_t> line_in_context(std::string_view context);

}  // namespace dbtool::dialects::postgresql
