#pragma once

#include <set>
#include <string>
#include <vector>

#include "dbtool/models.h"
#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// Whether what stands in a schema beside what the models have there is looked at too.
enum class Neighbours { kLeftOut, kIncluded };

/// Which tables and views autogenerate looks at, by the globs of `include_schemas`, `include_name` and
/// `exclude_name`. A name's glob is tried on `name` and on `schema.name`.
class Filter {
 public:
  struct Globs {
    std::vector<std::string> include_schemas;  ///< beside the default one
    std::vector<std::string> include_name;     ///< empty: all
    std::vector<std::string> exclude_name;
  };

  /// What the models have is looked at in every schema: it would else be missing for ever.
  Filter(Globs globs, const Models& models, Neighbours neighbours = Neighbours::kLeftOut);

  [[nodiscard]] bool includes(const QualifiedName& name) const;

 private:
  void add_enums(const DataType& type);

  Globs globs_;
  std::set<std::string> whole_schemas_;
  std::set<QualifiedName> names_;  ///< of the models
};

}  // namespace dbtool::autogenerate
