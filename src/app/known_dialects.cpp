#include "app/known_dialects.h"

#include "dialects/registry.h"

namespace dbtool::app {

script::KnownDialects known_dialects() {
  script::KnownDialects known{.names = dialects::script_dialect_names()};
  for (const std::string_view name : dialects::dialect_names()) {
    known.syntaxes.emplace(name, &dialects::find_dialect(name).syntax());
  }
  return known;
}

}  // namespace dbtool::app
