#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dbtool::dialects::mysql {

/// Which of the two servers, and which version of it: what it can do follows.
struct Server {
  bool is_mariadb = false;
  int version = 0;                      ///< 101106 is 10.11.6
  std::size_t max_statement_bytes = 0;  ///< as its max_allowed_packet has it; 0: not known

  /// Reads what the server says of itself: `10.11.6-MariaDB-1:10.11.6`, `8.0.35`, `5.6.24-log`.
  [[nodiscard]] static Server parse(std::string_view info);
  /// What is assumed where there is no server to ask: a current one.
  [[nodiscard]] static Server current(bool is_mariadb) {
    return {.is_mariadb = is_mariadb, .version = is_mariadb ? 101100 : 80400};
  }
  [[nodiscard]] std::string name() const;
  /// The longest statement in a packet of max_allowed_packet: a byte says that it is one.
  [[nodiscard]] static std::size_t statement_bytes(std::int64_t max_packet) {
    return static_cast<std::size_t>(max_packet) - 1;
  }

  [[nodiscard]] bool has_checks() const noexcept { return is_mariadb ? version >= 100201 : version >= 80016; }
  [[nodiscard]] bool has_json() const noexcept { return is_mariadb ? version >= 100207 : version >= 50708; }
  [[nodiscard]] bool has_uuid() const noexcept { return is_mariadb && version >= 100700; }
  /// DEFAULT (expression), and any default of a BLOB or a TEXT.
  [[nodiscard]] bool has_expression_defaults() const noexcept {
    return is_mariadb ? version >= 100201 : version >= 80013;
  }
  /// The catalog has a literal default in quotes and NULL as a word.
  [[nodiscard]] bool quotes_defaults() const noexcept { return is_mariadb && version >= 100207; }
  [[nodiscard]] bool has_generated_columns() const noexcept {
    return is_mariadb ? version >= 100201 : version >= 50706;
  }
  [[nodiscard]] bool has_rename_column() const noexcept {
    return is_mariadb ? version >= 100502 : version >= 80003;
  }
  [[nodiscard]] bool has_expression_indexes() const noexcept { return !is_mariadb && version >= 80013; }
  [[nodiscard]] bool has_descending_indexes() const noexcept {
    return is_mariadb ? version >= 100801 : version >= 80001;
  }
  /// ADD COLUMN IF NOT EXISTS and the like.
  [[nodiscard]] bool has_if_exists() const noexcept { return is_mariadb && version >= 100002; }
  /// A geometry's column may say in which reference system it is.
  [[nodiscard]] bool has_reference_systems() const noexcept {
    return is_mariadb ? version >= 100102 : version >= 80003;
  }
  [[nodiscard]] bool has_rename_index() const noexcept {
    return is_mariadb ? version >= 100502 : version >= 50701;
  }
  [[nodiscard]] bool has_invisible_columns() const noexcept {
    return is_mariadb ? version >= 100303 : version >= 80023;
  }
  [[nodiscard]] bool has_sequences() const noexcept { return is_mariadb && version >= 100300; }

  bool operator==(const Server&) const = default;
  auto operator<=>(const Server&) const = default;
};

}  // namespace dbtool::dialects::mysql
