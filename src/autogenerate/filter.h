#pragma once

#include <set>
#include <string>
#include <vector>

#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// Which tables and views autogenerate looks at, by the globs of `include_schemas`, `include_name` and
/// `exclude_name`. A name's glob is tried on `name` and on `schema.name`.
class Filter {
 public:
  struct Globs {
    std::vector<std::string> include_schemas;  ///< beside the default one and those of the models
    std::vector<std::string> include_name;     ///< empty: all
    std::vector<std::string> exclude_name;
  };

  /// The models' own schemas are always looked at: what they declare would else be missing for ever.
  Filter(Globs globs, const Schema& models);

  [[nodiscard]] bool includes(const QualifiedName& name) const;

 private:
  Globs globs_;
  std::set<std::string> model_schemas_;
};

}  // namespace dbtool::autogenerate
