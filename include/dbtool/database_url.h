#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dbtool {

/// Which database, and how to reach it, in SQLAlchemy's grammar:
/// `dialect[+driver]://user:password@host:port/database?option=value`.
/// Every part is percent-decoded; an escape that is none stays as it is written.
/// An immutable value. It prints without its secrets unless one asks for them.
class DatabaseUrl {
 public:
  struct Option {
    std::string name;
    std::string value;

    bool operator==(const Option&) const = default;
  };

  /// Reads a URL; white space around it is dropped. Throws Error{kConfig} that says what to
  /// percent-encode, and that never quotes the text: it may hold a password.
  [[nodiscard]] static DatabaseUrl parse(std::string_view text);

  /// In lower case. Which dialects exist is not known here.
  [[nodiscard]] const std::string& dialect() const noexcept { return dialect_; }
  /// What stands after the `+`, or empty. Kept for messages; nothing depends on it.
  [[nodiscard]] const std::string& driver() const noexcept { return driver_; }
  [[nodiscard]] const std::string& user() const noexcept { return user_; }
  /// An empty password (`user:@host`) differs from none (`user@host`).
  [[nodiscard]] const std::optional<std::string>& password() const noexcept { return password_; }
  /// An IPv6 address has no brackets here. Of several, `a:1,b`, the whole list with its ports.
  [[nodiscard]] const std::string& host() const noexcept { return host_; }
  [[nodiscard]] std::optional<std::uint16_t> port() const noexcept { return port_; }
  /// All that follows the `/` after the host: a name, or a file's path.
  [[nodiscard]] const std::string& database() const noexcept { return database_; }
  /// In the order they are written; a name may come several times. One without `=` has an empty value.
  [[nodiscard]] const std::vector<Option>& options() const noexcept { return options_; }
  /// The last value of an option.
  [[nodiscard]] std::optional<std::string> option(std::string_view name) const;

  /// The text as it was given, with `***` for the password and for options that hold a secret.
  [[nodiscard]] const std::string& to_string() const noexcept { return redacted_; }
  /// The text as it was given, secrets and all: for the client library, never for a person.
  [[nodiscard]] const std::string& with_password() const noexcept { return text_; }

  bool operator==(const DatabaseUrl& other) const { return text_ == other.text_; }

 private:
  friend class DatabaseUrlParser;
  friend std::string redact(std::string_view text, const DatabaseUrl& url);

  DatabaseUrl() = default;

  std::string text_;
  std::string redacted_;
  std::string dialect_;
  std::string driver_;
  std::string user_;
  std::optional<std::string> password_;
  std::string host_;
  std::optional<std::uint16_t> port_;
  std::string database_;
  std::vector<Option> options_;
  std::vector<std::string> secrets_;  ///< each as it is written and decoded, longest first
};

/// The text with `***` wherever a secret of the URL stands in it, decoded or as it is written in the URL:
/// for what a client library or an engine says.
[[nodiscard]] std::string redact(std::string_view text, const DatabaseUrl& url);

}  // namespace dbtool
