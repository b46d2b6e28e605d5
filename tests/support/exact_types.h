#pragma once

#include "dbtool/dialect.h"

namespace dbtool::support {

/// An engine that gives everything back exactly as it was declared.
class ExactTypes final : public TypeSystem {
 public:
  [[nodiscard]] bool same_type(const DataType& inspected, const DataType& declared) const override {
    return inspected == declared;
  }
  [[nodiscard]] bool same_default(const std::optional<ServerDefault>& inspected,
                                  const Column& declared) const override {
    return inspected == declared.server_default;
  }
  [[nodiscard]] bool same_expression(std::string_view inspected, std::string_view declared) const override {
    return inspected == declared;
  }
};

}  // namespace dbtool::support
