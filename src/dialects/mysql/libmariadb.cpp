#include "dialects/mysql/libmariadb.h"

#include <string_view>

#include <dlfcn.h>
#include <fmt/format.h>

#include "dbtool/error.h"

namespace dbtool::dialects::mysql {

namespace {

constexpr const char* kLibrary = "libmariadb.so.3";
constexpr std::string_view kHint = "install MariaDB's client library: 'apt-get install libmariadb3'";

void* find(void* library, const char* name) {
  if (void* function = dlsym(library, name)) return function;
  throw Error(ErrorCode::kConnection, fmt::format("the client library '{}' has no '{}'", kLibrary, name))
      .with_hint(kHint);
}

Libmariadb load() {
  // It stays for as long as the program: there is no moment at which nobody needs it any more.
  void* const library = dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    throw Error(ErrorCode::kConnection, fmt::format("the client library cannot be loaded: {}", dlerror()))
        .with_hint(kHint);
  }
  Libmariadb table;
#define DBTOOL_FIND(name) table.name = reinterpret_cast<decltype(table.name)>(find(library, #name));
  DBTOOL_LIBMARIADB_FUNCTIONS(DBTOOL_FIND)
#undef DBTOOL_FIND
  return table;
}

}  // namespace

const Libmariadb& libmariadb() {
  static const Libmariadb table = load();
  return table;
}

}  // namespace dbtool::dialects::mysql
