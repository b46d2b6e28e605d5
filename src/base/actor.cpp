#include "base/actor.h"

#include <array>
#include <cstdlib>

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

namespace dbtool::base {
namespace {

std::string user_name() {
  passwd entry = {};
  passwd* found = nullptr;
  std::array<char, 4096> buffer{};
  const uid_t user = geteuid();
  if (getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
    return found->pw_name;
  }
  return fmt::format("{}", user);  // a container may have no name for it
}

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

}  // namespace

std::string actor() { return fmt::format("{}@{} (pid {})", user_name(), host_name(), getpid()); }

}  // namespace dbtool::base
