#include <fmt/format.h>

#include "base/printable.h"
#include "base/strings.h"
#include "dbtool/revision_plan.h"

namespace dbtool {
namespace {

std::string_view verb(StepKind kind) {
  switch (kind) {
    case StepKind::kUpgrade:
      return "upgrade";
    case StepKind::kDowngrade:
      return "downgrade";
    case StepKind::kStamp:
      break;
  }
  return "stamp_revision";
}

}  // namespace

std::string to_string(const RevisionStep& step) {
  return base::printable(fmt::format("{} {} -> {}{}{}", verb(step.kind), base::join(step.from, ", "),
                                     base::join(step.to, ", "), step.summary.empty() ? "" : ", ",
                                     step.summary));
}

}  // namespace dbtool
