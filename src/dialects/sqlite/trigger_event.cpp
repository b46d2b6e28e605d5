#include "dialects/sqlite/trigger_event.h"

#include "dialects/sqlite/token_reader.h"

namespace dbtool::dialects::sqlite {

TriggerEvent parse_trigger_event(std::string_view sql) {
  TokenReader tokens(sql);
  while (!tokens.at_end() && !tokens.take_word("trigger")) tokens.skip();
  if (tokens.is_word("if") && tokens.is_word("not", 1)) {
    for (int word = 0; word < 3; ++word) tokens.skip();
  }
  tokens.skip();  // the name, which may be any word
  if (tokens.take_symbol('.')) tokens.skip();
  for (; !tokens.at_end(); tokens.skip()) {
    if (tokens.is_word("insert")) return TriggerEvent::kInsert;
    if (tokens.is_word("update")) return TriggerEvent::kUpdate;
    if (tokens.is_word("delete")) return TriggerEvent::kDelete;
  }
  return TriggerEvent::kDelete;
}

}  // namespace dbtool::dialects::sqlite
