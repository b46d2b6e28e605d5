#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/document.h"
#include "schema/models_keys.h"

namespace dbtool::schema {

/// One file of models, read but not yet put together with the others. Stays where it is: what was read
/// points into the document.
class ModelsFile {
 public:
  /// `naming` is asked only when tables are finished, when all files have had their say about it.
  /// `dialects` as in ModelsBuilder. Throws Error{kModels} for a text that is no YAML; what else is wrong is
  /// in the diagnostics.
  ModelsFile(std::string_view text, const std::string& file, const NamingConvention& naming,
             std::span<const std::string> dialects);
  ModelsFile(const ModelsFile&) = delete;
  ModelsFile& operator=(const ModelsFile&) = delete;

  [[nodiscard]] ModelsKeys& keys() noexcept { return keys_; }
  [[nodiscard]] Context& context() noexcept { return context_; }
  [[nodiscard]] Location location(base::Mark mark) const { return diagnostics_.location(mark); }
  /// Where a naming convention of that kind stands.
  [[nodiscard]] base::Mark naming_mark(std::string_view kind) const;
  void throw_if_any() const { diagnostics_.throw_if_any(); }

 private:
  base::Diagnostics diagnostics_;
  Context context_;
  base::Node document_;
  ModelsKeys keys_;
};

}  // namespace dbtool::schema
