#include "dialects/postgresql/conninfo.h"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/strings.h"
#include "dbtool/error.h"
#include "dialects/postgresql/libpq.h"

namespace dbtool::dialects::postgresql {

namespace {

/// A server that does not answer, or that vanishes during a long statement, must not hang a build: the
/// library waits for ever by itself, and the system for two hours.
constexpr std::pair<std::string_view, std::string_view> kPatience[] = {{"connect_timeout", "10"},
                                                                       {"keepalives_idle", "60"},
                                                                       {"keepalives_interval", "10"},
                                                                       {"keepalives_count", "6"}};

const std::vector<std::string>& known_keywords() {
  static const std::vector<std::string> keywords = [] {
    std::vector<std::string> names;
    const OptionsHandle options(libpq().PQconninfoParse("", nullptr));
    for (const PQconninfoOption* option = options.get(); option != nullptr && option->keyword != nullptr;
         ++option) {
      names.emplace_back(option->keyword);
    }
    return names;
  }();
  return keywords;
}

void require_known(const std::string& option) {
  const std::vector<std::string>& known = known_keywords();
  if (std::ranges::find(known, option) != known.end()) return;
  const std::optional<std::string> meant = base::nearest(option, known);
  throw Error(ErrorCode::kConfig, fmt::format("PostgreSQL URLs have no option '{}'", option))
      .with_hint(meant ? fmt::format("is '{}' meant?", *meant)
                       : std::string("options are those of libpq, such as sslmode, connect_timeout and "
                                     "options; leave out what only a Python driver knows"));
}

bool is_port(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// `a:1,b` as the library wants it: hosts `a,b` and ports `1,`. A lone host stays as it is written: there a
/// colon belongs to an IPv6 address.
void add_hosts(const std::string& list, std::map<std::string, std::string, std::less<>>& values) {
  std::vector<std::string> hosts;
  std::vector<std::string> ports;
  for (const std::string_view item : base::split(list, ',')) {
    const std::size_t colon = item.rfind(':');
    const bool has_port =
        colon != std::string_view::npos && item.find(':') == colon && is_port(item.substr(colon + 1));
    hosts.emplace_back(has_port ? item.substr(0, colon) : item);
    ports.emplace_back(has_port ? item.substr(colon + 1) : std::string_view());
  }
  values["host"] = base::join(hosts, ",");
  const bool names_ports = std::ranges::any_of(ports, [](const std::string& port) { return !port.empty(); });
  if (names_ports) values["port"] = base::join(ports, ",");
}

bool is_set(const char* variable) {
  const char* value = std::getenv(variable);
  return value != nullptr && *value != '\0';
}

}  // namespace

Conninfo::Conninfo(const DatabaseUrl& url) {
  if (!url.user().empty()) values_["user"] = url.user();
  if (url.password()) values_["password"] = *url.password();
  if (url.port()) values_["port"] = std::to_string(*url.port());
  if (!url.database().empty()) values_["dbname"] = url.database();
  std::string hosts = url.host();
  bool has_host_option = false;
  for (const DatabaseUrl::Option& option : url.options()) {
    require_known(option.name);
    if (option.name != "host") {
      values_[option.name] = option.value;
      continue;
    }
    // SQLAlchemy's way to name several: host=a:1&host=b:2.
    hosts = has_host_option ? hosts + "," + option.value : option.value;
    has_host_option = true;
  }
  if (hosts.find(',') != std::string::npos) {
    add_hosts(hosts, values_);
  } else if (!hosts.empty()) {
    values_["host"] = hosts;
  }
  const bool service_may_tell = values_.contains("service") || is_set("PGSERVICE");
  for (const auto& [keyword, value] : kPatience) {
    const bool environment_tells = keyword == "connect_timeout" && is_set("PGCONNECT_TIMEOUT");
    if (!service_may_tell && !environment_tells) values_.try_emplace(std::string(keyword), value);
  }
  values_.try_emplace("fallback_application_name", "dbtool");
  values_["client_encoding"] = "UTF8";  // scripts are, and so are the positions of errors
}

bool Conninfo::has_several_hosts() const {
  const auto is_list = [&](std::string_view keyword) {
    const auto found = values_.find(keyword);
    return found != values_.end() && found->second.find(',') != std::string::npos;
  };
  return is_list("host") || is_list("hostaddr");
}

bool Conninfo::sets(std::string_view setting) const {
  const auto options = values_.find("options");
  return options != values_.end() && options->second.find(setting) != std::string::npos;
}

}  // namespace dbtool::dialects::postgresql
