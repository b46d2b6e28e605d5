#include "dialects/postgresql/server_spelling.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/document.h"
#include "base/strings.h"
#include "dbtool/error.h"
#include "dialects/postgresql/catalog_row.h"
#include "dialects/postgresql/ddl.h"
#include "dialects/postgresql/types.h"
#include "dialects/postgresql/written_sql.h"

namespace dbtool::dialects::postgresql {

namespace {

using base::Node;
using Kind = SpellingQuestion::Kind;

// Texts are read with the user's search_path, as they would be in a script, and written with the catalog's:
// see CatalogSession. The exception takes back what was made, and its locks; variables keep their values.
constexpr std::string_view kBlock = R"(DO $dbtool$
DECLARE
  own_path CONSTANT text := current_setting('search_path');
  catalog_path CONSTANT text := coalesce(quote_ident(current_schema()), '');
  item jsonb;
  part jsonb;
  answer text;
  answers text[] := '{}';
BEGIN
  PERFORM set_config('check_function_bodies', 'off', true), set_config('datestyle', 'ISO', true),
          set_config('intervalstyle', 'postgres', true), set_config('extra_float_digits', '3', true),
          set_config('quote_all_identifiers', 'off', true), set_config('client_min_messages', 'error', true);
  FOR item IN SELECT jsonb_array_elements(current_setting('dbtool.questions')::jsonb) LOOP
    BEGIN
      IF item ->> 'setup' <> '' THEN EXECUTE item ->> 'setup'; END IF;
      FOR part IN SELECT jsonb_array_elements(item -> 'parts') LOOP
        BEGIN
          EXECUTE part ->> 'make';
          PERFORM set_config('search_path', catalog_path, true);
          EXECUTE part ->> 'read' INTO answer;
          PERFORM set_config('search_path', own_path, true);
          IF answer IS NOT NULL THEN answers := answers || (part ->> 'id') || answer; END IF;
        EXCEPTION WHEN OTHERS THEN
          NULL;
        END;
      END LOOP;
      RAISE EXCEPTION 'enough';
    EXCEPTION WHEN OTHERS THEN
      NULL;
    END;
  END LOOP;
  PERFORM set_config('dbtool.answers', answers::text, true);
END
$dbtool$)";

/// Questions with one scratch table are asked together.
std::string to_json(const std::vector<SpellingQuestion>& questions) {
  Node items = Node::sequence();
  for (std::size_t i = 0; i < questions.size();) {
    Node parts = Node::sequence();
    const std::string& setup = questions[i].setup;
    for (; i < questions.size() && questions[i].setup == setup; ++i) {
      Node part = Node::mapping();
      part.set("id", Node::string(std::to_string(i)));
      part.set("make", Node::string(questions[i].make));
      part.set("read", Node::string(questions[i].read));
      parts.append(std::move(part));
    }
    Node item = Node::mapping();
    item.set("setup", Node::string(setup));
    item.set("parts", std::move(parts));
    items.append(std::move(item));
  }
  return base::write_json(items, base::JsonLayout::kOneLine);
}

/// Question, answer, question, answer, …
std::vector<std::string> answers_of(Connection& connection, const std::vector<SpellingQuestion>& questions) {
  std::vector<std::string> answers;
  try {
    connection.execute("BEGIN READ WRITE");
    const Value json[] = {Value(to_json(questions))};
    static_cast<void>(connection.query("SELECT set_config('dbtool.questions', $1, true)", json));
    connection.execute(kBlock);
    answers = array(connection.query("SELECT current_setting('dbtool.answers')").front(), 0);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::kConnection) throw;
  }
  connection.rollback();
  return answers;
}

class ServerTypes final : public TypeSystem {
 public:
  void learn(const SpellingQuestion& question, std::string answer) {
    switch (question.kind) {
      case Kind::kExpression:
        texts_.emplace(question.text, without_parentheses(own_words(question, std::move(answer))));
        return;
      case Kind::kDefault:
        defaults_.emplace(default_key(question.text, question.type), parse_default(answer, question.type));
        return;
      case Kind::kSequenceDefault:
        if (answer.empty()) counting_.insert(default_key(question.text, question.type));
        return;
      case Kind::kType:
        types_.emplace(question.text, parse_type(answer));
        return;
    }
  }

  bool same_type(const DataType& inspected, const DataType& declared) const override {
    if (type_system().same_type(inspected, declared)) return true;
    const auto found = types_.find(type_sql(declared));
    return found != types_.end() && type_system().same_type(inspected, found->second);
  }

  bool same_default(const std::optional<ServerDefault>& inspected, const Column& declared) const override {
    if (type_system().same_default(inspected, declared)) return true;
    if (!declared.server_default) return false;
    const std::string key =
        default_key(ddl().default_sql(*declared.server_default, declared.type), declared.type);
    if (!inspected) return counting_.contains(key);
    const auto [first, last] = defaults_.equal_range(key);
    return std::any_of(first, last, [&](const auto& known) { return known.second == *inspected; });
  }

  bool same_expression(std::string_view inspected, std::string_view declared) const override {
    if (type_system().same_expression(inspected, declared)) return true;
    // One text is another expression where columns are of other types.
    const auto [first, last] = texts_.equal_range(std::string(declared));
    return std::any_of(first, last, [&](const auto& known) { return known.second == inspected; });
  }

  bool same_option(std::string_view name, std::string_view inspected,
                   std::string_view declared) const override {
    return type_system().same_option(name, inspected, declared);
  }

 private:
  static std::string default_key(const std::string& sql, const DataType& type) {
    return type_sql(type) + "\n" + sql;
  }

  static std::string own_words(const SpellingQuestion& question, std::string answer) {
    std::string text(base::trim(answer));
    if (text.ends_with(';')) text.pop_back();
    const std::size_t place =
        question.scratch_words.empty() ? std::string::npos : text.find(question.scratch_words);
    if (place != std::string::npos) {
      text.replace(place, question.scratch_words.size(), question.own_words);
    }
    return text;
  }

  std::unordered_multimap<std::string, std::string> texts_;
  std::unordered_multimap<std::string, ServerDefault> defaults_;
  std::unordered_set<std::string> counting_;  ///< defaults that say what a serial column does by itself
  std::unordered_map<std::string, DataType> types_;
};

}  // namespace

std::unique_ptr<TypeSystem> ask_server(Connection& connection,
                                       const std::vector<SpellingQuestion>& questions) {
  auto types = std::make_unique<ServerTypes>();
  std::vector<std::string> answers = answers_of(connection, questions);
  for (std::size_t i = 0; i + 1 < answers.size(); i += 2) {
    types->learn(questions.at(std::stoul(answers[i])), std::move(answers[i + 1]));
  }
  return types;
}

}  // namespace dbtool::dialects::postgresql
