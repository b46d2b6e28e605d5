#include "dialect/type_text.h"

#include <algorithm>

#include "base/strings.h"

namespace dbtool::dialect {

namespace {

/// `numeric(10, 2) unsigned` has two words and two arguments.
struct TypeText {
  std::vector<std::string> words;
  std::vector<std::string> arguments;
  std::string all_words;  ///< joined by one blank each
};

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

TypeText parse(std::string_view text) {
  std::string lower = base::to_lower(text);
  TypeText result;
  const std::size_t open = lower.find('(');
  const std::size_t close = open == std::string::npos ? open : lower.find(')', open);
  if (close != std::string::npos) {
    const std::string_view arguments = std::string_view(lower).substr(open + 1, close - open - 1);
    for (const std::string_view argument : base::split(arguments, ',')) {
      result.arguments.emplace_back(base::trim(argument));
    }
    lower = lower.substr(0, open) + " " + lower.substr(close + 1);
  }
  result.words = words_of(lower);
  result.all_words = base::join(result.words, " ");
  return result;
}

bool synonymous(std::string_view a, std::string_view b, std::span<const Synonyms> synonyms) {
  return std::ranges::any_of(synonyms, [&](Synonyms set) {
    return std::ranges::find(set, a) != set.end() && std::ranges::find(set, b) != set.end();
  });
}

std::string_view first_word(const TypeText& type) {
  return type.words.empty() ? std::string_view{} : std::string_view(type.words.front());
}

bool other_words_differ(const TypeText& a, const TypeText& b) {
  return !a.words.empty() && a.words.size() == b.words.size() &&
         !std::equal(a.words.begin() + 1, a.words.end(), b.words.begin() + 1);
}

}  // namespace

bool same_type_text(std::string_view a, std::string_view b, std::span<const Synonyms> synonyms) {
  const TypeText left = parse(a);
  const TypeText right = parse(b);
  const bool whole_synonyms = synonymous(left.all_words, right.all_words, synonyms);
  if (first_word(left) != first_word(right) && !whole_synonyms &&
      !synonymous(first_word(left), first_word(right), synonyms)) {
    return false;
  }
  if (!whole_synonyms && other_words_differ(left, right)) return false;
  return left.arguments.size() != right.arguments.size() || left.arguments == right.arguments;
}

}  // namespace dbtool::dialect
