#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "dbtool/models.h"
#include "dbtool/schema.h"

namespace dbtool::autogenerate {

/// Models that may still be on their way: who calls it waits for them. Throws what reading them throws.
using LazyModels = std::function<const Models&()>;

/// Models that are there. They have to outlive it.
[[nodiscard]] inline LazyModels given_models(const Models& models) {
  return [&models]() -> const Models& { return models; };
}
LazyModels given_models(const Models&& models) = delete;

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

  /// What the models have is looked at in every schema: it would else be missing for ever. They are asked for
  /// when the first name comes that is not of the default schema.
  Filter(Globs globs, LazyModels models, Neighbours neighbours = Neighbours::kLeftOut)
      : globs_(std::move(globs)), models_(std::move(models)), neighbours_(neighbours) {}

  [[nodiscard]] bool includes(const QualifiedName& name) const;

 private:
  /// What the models speak of.
  struct Known {
    std::set<std::string> whole_schemas;
    std::set<QualifiedName> names;
  };

  [[nodiscard]] const Known& known() const;

  Globs globs_;
  LazyModels models_;
  Neighbours neighbours_;
  mutable std::optional<Known> known_;
};

}  // namespace dbtool::autogenerate
