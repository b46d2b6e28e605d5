#include "dialects/postgresql/libpq.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include "dbtool/error.h"

namespace dbtool::dialects::postgresql {

namespace {

constexpr const char* kLibrary = "libpq.so.5";
constexpr std::string_view kHint =
    "install PostgreSQL's client library, of version 14 or later: 'apt-get install libpq5'";

void* find(void* library, const char* name) {
  if (void* function = dlsym(library, name)) return function;
  throw Error(ErrorCode::kConnection, fmt::format("the client library '{}' has no '{}'", kLibrary, name))
      .with_hint(kHint);
}

Libpq load() {
  // It stays for as long as the program: there is no moment at which nobody needs it any more.
  void* const library = dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    throw Error(ErrorCode::kConnection, fmt::format("the client library cannot be loaded: {}", dlerror()))
        .with_hint(kHint);
  }
  Libpq table;
#define DBTOOL_FIND(name) table.name = reinterpret_cast<decltype(table.name)>(find(library, #name));
  DBTOOL_LIBPQ_FUNCTIONS(DBTOOL_FIND)
#undef DBTOOL_FIND
  return table;
}

}  // namespace

const Libpq& libpq() {
  static const Libpq table = load();
  return table;
}

}  // namespace dbtool::dialects::postgresql
