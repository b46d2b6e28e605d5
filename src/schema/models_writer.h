#pragma once

#include <string>

#include "dbtool/models.h"

namespace dbtool::schema {

/// The models as one file's text, in the order they are in. Reads back as the same models, if they are what
/// models can be: all that is referenced is there, and names follow the naming convention where it insists.
[[nodiscard]] std::string write_models(const Models& models);

}  // namespace dbtool::schema
