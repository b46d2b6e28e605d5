#include "autogenerate/wording.h"

#include "base/strings.h"

namespace dbtool::autogenerate {

std::string name_list(std::span<const std::string> names) {
  std::string list = "[";
  for (const std::string& name : names) {
    if (list.size() > 1) list += ", ";
    list += base::python_repr(name);
  }
  return list + "]";
}

}  // namespace dbtool::autogenerate
