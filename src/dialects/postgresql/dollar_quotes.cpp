#include "dialects/postgresql/dollar_quotes.h"

namespace dbtool::dialects::postgresql {

std::string dollar_quoted(std::string_view text) {
  std::string quote = "$$";
  // The first place that looks like the end is the end, also one that begins with the text's last byte.
  for (int number = 1; (std::string(text) + quote).find(quote) != text.size(); ++number) {
    quote = "$dbtool" + std::to_string(number) + "$";
  }
  return quote + std::string(text) + quote;
}

}  // namespace dbtool::dialects::postgresql
