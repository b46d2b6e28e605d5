#include "dbtool/database_url.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "base/strings.h"
#include "dbtool/error.h"

namespace dbtool {
namespace {

constexpr std::string_view kMask = "***";
constexpr std::size_t kMaxBytes = 64U << 10U;
constexpr std::string_view kGrammar = "write it as dialect://user:password@host:port/database";
constexpr std::string_view kEncoding =
    "percent-encode what is special in a user name or a password: @ is %40, / is %2F, : is %3A, ? is %3F, "
    "# is %23, % is %25";

Error url_error(std::string_view what, std::string_view hint) {
  return Error(ErrorCode::kConfig, fmt::format("could not parse the database URL: {}", what))
      .with_hint(std::string(hint));
}

/// -1 for what is no hexadecimal digit.
int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string percent_decode(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape = text[i] == '%' && i + 2 < text.size();
    const int high = escape ? hex_value(text[i + 1]) : -1;
    const int low = escape ? hex_value(text[i + 2]) : -1;
    if (high < 0 || low < 0) {
      decoded += text[i];
      continue;
    }
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  // Client libraries take C strings: the rest would be lost without a word.
  if (decoded.find('\0') != std::string::npos) throw url_error("it has a NUL character", "remove '%00'");
  return decoded;
}

/// In a query a '+' is a space, as in HTML forms; SQLAlchemy reads it so too.
std::string decode_query_part(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '+', ' ');
  return percent_decode(spaced);
}

bool is_dialect_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '+';
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool names_a_secret(std::string_view option) {
  static constexpr std::array<std::string_view, 5> kWords = {"password", "passwd", "pwd", "secret", "token"};
  const std::string name = base::to_lower(option);
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return name.find(word) != std::string::npos; });
}

}  // namespace

/// Takes the text apart from left to right and writes the redacted text alongside.
class DatabaseUrlParser {
 public:
  explicit DatabaseUrlParser(std::string_view text) {
    url_.text_ = text;
    rest_ = url_.text_;
  }

  DatabaseUrl parse() && {
    if (rest_.size() > kMaxBytes) throw url_error("it is too long", kGrammar);
    refuse_control_characters();
    parse_dialect();
    parse_authority();
    parse_database();
    parse_options();
    // The longest first, so that a secret that begins like another one goes as a whole.
    std::sort(url_.secrets_.begin(), url_.secrets_.end(),
              [](const std::string& a, const std::string& b) { return a.size() > b.size(); });
    return std::move(url_);
  }

 private:
  void refuse_control_characters() const {
    const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    if (std::any_of(rest_.begin(), rest_.end(), is_control)) {
      throw url_error("it has a line end or a control character", "is there a quote or a line too many?");
    }
  }

  void parse_dialect() {
    const std::size_t end = rest_.find("://");
    if (end == std::string_view::npos) throw url_error("it has no '://'", kGrammar);
    const std::string_view name = rest_.substr(0, end);
    if (name.empty() || name.front() == '+' || !std::all_of(name.begin(), name.end(), is_dialect_character)) {
      throw url_error("it does not begin with the name of a dialect and '://'", kGrammar);
    }
    const std::size_t plus = name.find('+');
    url_.dialect_ = base::to_lower(name.substr(0, plus));
    if (plus != std::string_view::npos) url_.driver_ = name.substr(plus + 1);
    url_.redacted_ = rest_.substr(0, end + 3);
    rest_.remove_prefix(end + 3);
  }

  void parse_authority() {
    const std::size_t end = std::min(rest_.find_first_of("/?"), rest_.size());
    std::string_view authority = rest_.substr(0, end);
    rest_.remove_prefix(end);
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) {
      parse_user(authority.substr(0, at));
      authority.remove_prefix(at + 1);
    } else if (authority.find(':') != std::string_view::npos) {
      refuse_cut_password(authority);
    }
    parse_host(authority);
  }

  /// An '@' behind what looks like a host and a port: that is a password which was cut at its '/' or '?'.
  void refuse_cut_password(std::string_view authority) const {
    const std::string_view port = authority.substr(authority.rfind(':') + 1);
    const bool numeric = std::all_of(port.begin(), port.end(), is_digit);
    // In the value of an option an '@' is at home.
    const std::size_t value = rest_.find('=', std::min(rest_.find('?'), rest_.size()));
    const std::string_view suspect = numeric ? rest_.substr(0, value) : rest_;
    if (suspect.find('@') != std::string_view::npos) {
      throw url_error("the password has a '/' or '?' in it", kEncoding);
    }
  }

  void parse_user(std::string_view text) {
    const std::size_t colon = text.find(':');
    url_.user_ = percent_decode(text.substr(0, colon));
    url_.redacted_ += text.substr(0, colon);
    if (colon != std::string_view::npos) {
      const std::string_view password = text.substr(colon + 1);
      if (password.find('@') != std::string_view::npos) {
        throw url_error("the password has an '@' in it", kEncoding);
      }
      url_.password_ = percent_decode(password);
      url_.redacted_ += ':';
      url_.redacted_ += password.empty() ? std::string_view() : kMask;
      remember_secret(password, *url_.password_);
    }
    url_.redacted_ += '@';
  }

  void parse_host(std::string_view text) {
    std::size_t end = text.find(':');
    if (!text.empty() && text.front() == '[') {
      end = text.find(']');
      if (end == std::string_view::npos) throw url_error("the '[' before the host is not closed", kGrammar);
      url_.host_ = percent_decode(text.substr(1, end - 1));
      ++end;
    } else {
      if (text.find(',') != std::string_view::npos) end = std::string_view::npos;  // each has its own port
      url_.host_ = percent_decode(text.substr(0, end));
    }
    const std::string_view port = end < text.size() ? text.substr(end) : std::string_view();
    if (!port.empty()) parse_port(port);
    url_.redacted_ += text;
  }

  void parse_port(std::string_view text) {
    const std::string_view digits = text.substr(1);
    if (text.front() != ':' || !std::all_of(digits.begin(), digits.end(), is_digit)) {
      if (digits.find(':') != std::string_view::npos) {
        throw url_error("the host has more than one ':'", "an IPv6 address is written in brackets: [::1]");
      }
      throw url_error("the port is not a number", kEncoding);
    }
    if (digits.empty()) return;
    std::uint16_t port = 0;
    const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    if (status != std::errc() || port == 0) {
      throw url_error("the port is not between 1 and 65535", kGrammar);
    }
    url_.port_ = port;
  }

  void parse_database() {
    const std::size_t end = std::min(rest_.find('?'), rest_.size());
    const std::string_view path = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (!path.empty()) url_.database_ = percent_decode(path.substr(1));
    url_.redacted_ += path;
  }

  void parse_options() {
    if (rest_.empty()) return;
    rest_.remove_prefix(1);
    std::string_view separator = "?";
    for (const std::string_view part : base::split(rest_, '&')) {
      url_.redacted_ += separator;
      separator = "&";
      const std::size_t equals = part.find('=');
      DatabaseUrl::Option option{.name = decode_query_part(part.substr(0, equals)), .value = {}};
      const std::string_view value =
          equals == std::string_view::npos ? std::string_view() : part.substr(equals + 1);
      option.value = decode_query_part(value);
      if (names_a_secret(option.name) && !value.empty()) {
        url_.redacted_ += part.substr(0, equals + 1);
        url_.redacted_ += kMask;
        remember_secret(value, option.value);
      } else {
        url_.redacted_ += part;
      }
      if (!option.name.empty()) url_.options_.push_back(std::move(option));
    }
  }

  void remember_secret(std::string_view written, const std::string& decoded) {
    if (written.empty()) return;
    url_.secrets_.emplace_back(written);
    if (decoded != written) url_.secrets_.push_back(decoded);
  }

  DatabaseUrl url_;
  std::string_view rest_;  ///< points into url_.text_
};

DatabaseUrl DatabaseUrl::parse(std::string_view text) { return DatabaseUrlParser(base::trim(text)).parse(); }

std::optional<std::string> DatabaseUrl::option(std::string_view name) const {
  const auto found = std::find_if(options_.rbegin(), options_.rend(),
                                  [&](const Option& candidate) { return candidate.name == name; });
  if (found == options_.rend()) return std::nullopt;
  return found->value;
}

std::string redact(std::string_view text, const DatabaseUrl& url) {
  std::string redacted;
  // In one pass, so that a password of asterisks does not find itself in the mask.
  while (!text.empty()) {
    const auto secret =
        std::find_if(url.secrets_.begin(), url.secrets_.end(),
                     [&](const std::string& candidate) { return text.starts_with(candidate); });
    if (secret == url.secrets_.end()) {
      redacted += text.front();
      text.remove_prefix(1);
    } else {
      redacted += kMask;
      text.remove_prefix(secret->size());
    }
  }
  return redacted;
}

}  // namespace dbtool
