#include "dialects/mysql/connection_options.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/strings.h"
#include "dbtool/error.h"

namespace dbtool::dialects::mysql {

namespace {

/// A server that does not answer must not hang a build.
constexpr unsigned kConnectTimeout = 10;

/// Options that are handed to the library as they are.
struct TextOption {
  std::string_view name;
  mysql_option option;
};
constexpr TextOption kTextOptions[] = {
    {"ssl_ca", MYSQL_OPT_SSL_CA},
    {"ssl_capath", MYSQL_OPT_SSL_CAPATH},
    {"ssl_cert", MYSQL_OPT_SSL_CERT},
    {"ssl_key", MYSQL_OPT_SSL_KEY},
    {"ssl_cipher", MYSQL_OPT_SSL_CIPHER},
    {"ssl_crl", MYSQL_OPT_SSL_CRL},
    {"ssl_crlpath", MYSQL_OPT_SSL_CRLPATH},
    {"tls_version", MARIADB_OPT_TLS_VERSION},
    {"plugin_dir", MYSQL_PLUGIN_DIR},
    {"default_auth", MYSQL_DEFAULT_AUTH},
    {"read_default_file", MYSQL_READ_DEFAULT_FILE},
    {"read_default_group", MYSQL_READ_DEFAULT_GROUP},
};

/// The others.
constexpr std::string_view kOtherOptions[] = {
    "charset",      "compress",     "connect_timeout", "host",     "init_command",    "program_name",
    "read_timeout", "ssl",          "ssl_disabled",    "ssl_mode", "ssl_verify_cert", "ssl_verify_identity",
    "unix_socket",  "write_timeout"};

constexpr std::string_view kTlsModes[] = {"disabled", "preferred", "required", "verify_ca",
                                          "verify_identity"};

std::vector<std::string> known_options() {
  std::vector<std::string> names(std::begin(kOtherOptions), std::end(kOtherOptions));
  for (const TextOption& each : kTextOptions) names.emplace_back(each.name);
  return names;
}

void require_known(const std::string& option) {
  const std::vector<std::string> known = known_options();
  if (std::ranges::find(known, option) != known.end()) return;
  const std::optional<std::string> meant = base::nearest(option, known);
  throw Error(ErrorCode::kConfig, fmt::format("URLs of MySQL and MariaDB have no option '{}'", option))
      .with_hint(meant ? fmt::format("is '{}' meant?", *meant)
                       : std::string("there are unix_socket, connect_timeout, ssl_ca and the like; leave out "
                                     "what only a Python driver knows"));
}

Error wrong_value(std::string_view option, std::string_view value, std::string_view wanted) {
  return Error(ErrorCode::kConfig, fmt::format("'{}' is no value for the URL's option '{}'", value, option))
      .with_hint(fmt::format("it takes {}", wanted));
}

}  // namespace

ConnectionOptions::ConnectionOptions(const DatabaseUrl& url, std::string purpose)
    : host_(url.host()),
      user_(url.user()),
      password_(url.password().value_or("")),
      database_(url.database()),
      purpose_(std::move(purpose)),
      port_(url.port().value_or(0)) {
  for (const DatabaseUrl::Option& option : url.options()) {
    require_known(option.name);
    values_[option.name] = option.value;
  }
  if (has("host")) host_ = text("host");
  socket_ = text("unix_socket");
  if (host_.starts_with('/')) socket_ = std::exchange(host_, {});
  const std::string mode = base::to_lower(text("ssl_mode"));
  if (!mode.empty() && std::ranges::find(kTlsModes, mode) == std::end(kTlsModes)) {
    throw wrong_value("ssl_mode", mode, fmt::format("{}", fmt::join(kTlsModes, ", ")));
  }
  require_utf8();
}

void ConnectionOptions::require_utf8() const {
  const std::string charset = base::to_lower(text("charset"));
  if (charset.empty() || charset == "utf8mb4" || charset == "utf8" || charset == "utf8mb3") return;
  throw wrong_value("charset", charset, "utf8mb4: scripts are UTF-8");
}

std::string ConnectionOptions::text(std::string_view option) const {
  const auto found = values_.find(option);
  return found == values_.end() ? std::string() : found->second;
}

bool ConnectionOptions::flag(std::string_view option, bool otherwise) const {
  const std::string value = base::to_lower(text(option));
  if (value.empty()) return values_.contains(option) || otherwise;
  if (value == "true" || value == "1" || value == "yes" || value == "on") return true;
  if (value == "false" || value == "0" || value == "no" || value == "off") return false;
  throw wrong_value(option, value, "true and false");
}

unsigned ConnectionOptions::seconds(std::string_view option, unsigned otherwise) const {
  const std::string value = text(option);
  if (value.empty()) return otherwise;
  unsigned number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc() || end != value.data() + value.size()) {
    throw wrong_value(option, value, "a number of seconds");
  }
  return number;
}

std::string ConnectionOptions::tls_mode() const { return base::to_lower(text("ssl_mode")); }

bool ConnectionOptions::refuses_tls() const {
  return tls_mode() == "disabled" || flag("ssl_disabled", false) || !flag("ssl", true);
}

bool ConnectionOptions::verifies_server() const {
  const bool names_authority = has("ssl_ca") || has("ssl_capath");
  const bool wants_it = names_authority || tls_mode().starts_with("verify");
  return flag("ssl_verify_cert", flag("ssl_verify_identity", wants_it));
}

bool ConnectionOptions::requires_tls() const {
  if (refuses_tls()) return false;
  const bool has_files = std::ranges::any_of(kTextOptions, [&](const TextOption& option) {
    return option.name.starts_with("ssl_") && has(option.name);
  });
  const std::string mode = tls_mode();
  // Who names a certificate or a mode wants no plain text.
  return has_files || verifies_server() || values_.contains("ssl") || mode == "required" ||
         mode.starts_with("verify");
}

void ConnectionOptions::set_tls(MYSQL* connection) const {
  if (refuses_tls()) return;
  const Libmariadb& library = libmariadb();
  const my_bool yes = 1;
  const my_bool verify = verifies_server() ? 1 : 0;
  library.mysql_optionsv(connection, MYSQL_OPT_SSL_VERIFY_SERVER_CERT, &verify);
  // The library only tries, whatever it calls it: open_session() looks whether there is TLS.
  const bool tries = requires_tls() || tls_mode() == "preferred";
  if (tries) library.mysql_optionsv(connection, MYSQL_OPT_SSL_ENFORCE, &yes);
}

bool ConnectionOptions::lacks_tls(MYSQL* connection) const {
  const char* cipher = nullptr;
  libmariadb().mariadb_get_infov(connection, MARIADB_CONNECTION_SSL_CIPHER, &cipher);
  return requires_tls() && cipher == nullptr;
}

ConnectionHandle ConnectionOptions::prepare() const {
  const Libmariadb& library = libmariadb();
  ConnectionHandle handle(library.mysql_init(nullptr));
  if (handle == nullptr) throw Error(ErrorCode::kConnection, "the client library has no memory left");
  MYSQL* const connection = handle.get();
  for (const TextOption& option : kTextOptions) {
    if (const std::string value = text(option.name); !value.empty()) {
      library.mysql_optionsv(connection, option.option, value.c_str());
    }
  }
  set_tls(connection);
  const unsigned connect_timeout = seconds("connect_timeout", kConnectTimeout);
  library.mysql_optionsv(connection, MYSQL_OPT_CONNECT_TIMEOUT, &connect_timeout);
  if (const unsigned timeout = seconds("read_timeout", 0); timeout > 0) {
    library.mysql_optionsv(connection, MYSQL_OPT_READ_TIMEOUT, &timeout);
  }
  if (const unsigned timeout = seconds("write_timeout", 0); timeout > 0) {
    library.mysql_optionsv(connection, MYSQL_OPT_WRITE_TIMEOUT, &timeout);
  }
  if (flag("compress", false)) library.mysql_optionsv(connection, MYSQL_OPT_COMPRESS, nullptr);
  // Scripts are UTF-8. A file of the client's is never sent, whatever a server asks for.
  library.mysql_optionsv(connection, MYSQL_SET_CHARSET_NAME, "utf8mb4");
  const unsigned no_files = 0;
  library.mysql_optionsv(connection, MYSQL_OPT_LOCAL_INFILE, &no_files);
  const std::string program = has("program_name") ? text("program_name") : purpose_;
  library.mysql_optionsv(connection, MYSQL_OPT_CONNECT_ATTR_ADD, "program_name", program.c_str());
  // By itself the library takes `localhost` for the socket, even with a port beside it.
  const bool is_tcp = socket_.empty() && (port_ != 0 || (!host_.empty() && host_ != "localhost"));
  const unsigned protocol = is_tcp ? MYSQL_PROTOCOL_TCP : MYSQL_PROTOCOL_DEFAULT;
  library.mysql_optionsv(connection, MYSQL_OPT_PROTOCOL, &protocol);
  return handle;
}

bool ConnectionOptions::open(MYSQL* connection, const std::string& database) const {
  const auto pointer = [](const std::string& value) { return value.empty() ? nullptr : value.c_str(); };
  // Rows that an UPDATE finds count, as in Alembic; a procedure may have results.
  constexpr unsigned long kFlags = CLIENT_FOUND_ROWS | CLIENT_MULTI_RESULTS;
  const char* const host = host_.empty() && !socket_.empty() ? "localhost" : pointer(host_);
  return libmariadb().mysql_real_connect(connection, host, pointer(user_), pointer(password_),
                                         pointer(database), port_, pointer(socket_), kFlags) != nullptr;
}

}  // namespace dbtool::dialects::mysql
