#include "dbtool/version.h"

namespace dbtool {

std::string_view version() noexcept { return DBTOOL_VERSION; }

}  // namespace dbtool
