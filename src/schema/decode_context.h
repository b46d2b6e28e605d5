#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/document.h"
#include "dbtool/models.h"

namespace dbtool::schema {

/// What a file may hold: `renamed_from` makes sense in the models only.
enum class Grammar { kScript, kModels };

/// What every decoder is handed besides its node: where complaints go, which key of which thing is being
/// read (for messages), how things without a name are named, and which dialects there are.
class Context {
 public:
  /// Keeps references to `diagnostics`, `naming` and `dialects`: the names that a file may use for dialects;
  /// none: any.
  Context(base::Diagnostics& diagnostics, const NamingConvention& naming, Grammar grammar,
          std::span<const std::string> dialects = {})
      : diagnostics_(&diagnostics), naming_(&naming), grammar_(grammar), dialects_(dialects) {}

  [[nodiscard]] const NamingConvention& naming() const noexcept { return *naming_; }
  [[nodiscard]] Grammar grammar() const noexcept { return grammar_; }
  [[nodiscard]] Location location(base::Mark mark) const { return diagnostics_->location(mark); }

  void complain(base::Mark mark, std::string message, std::string hint = {});
  /// `'nullable' of a column has to be true or false, not a list`.
  void complain_of_kind(const base::Node& node, std::string_view wanted);
  void complain_of_missing_key(const base::Node& node, std::string_view thing, std::string_view key);
  void complain_of_unknown_key(const base::NodeEntry& entry, std::string_view thing,
                               std::span<const std::string_view> known);

  /// Complains if there is no such dialect: what is written for it would never be used.
  void check_dialect(base::Mark mark, std::string_view name);

  /// `; did you mean 'x'?` or nothing. After the first two dozen of a file it is always nothing: those
  /// are read by nobody, and comparing with thousands of names takes its time.
  [[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> candidates);
  /// The same among the names of items.
  template <class Items>
  [[nodiscard]] std::string did_you_mean_one_of(std::string_view word, const Items& items) {
    std::vector<std::string> names;
    if (suggestions_ == kMaxSuggestions) return {};
    for (const auto& item : items) names.push_back(item.name);
    return did_you_mean(word, names);
  }

  /// Says, while it lives, which key of which thing is being read. The texts have to outlive it.
  class Scope {
   public:
    Scope(Context& context, std::string_view thing, std::string_view key)
        : context_(context), outer_thing_(context.thing_), outer_key_(context.key_) {
      context.thing_ = thing;
      context.key_ = key;
    }
    Scope(const Scope&) = delete;
    Scope& operator=(const Scope&) = delete;
    ~Scope() {
      context_.thing_ = outer_thing_;
      context_.key_ = outer_key_;
    }

   private:
    Context& context_;
    std::string_view outer_thing_;
    std::string_view outer_key_;
  };

 private:
  static constexpr std::size_t kMaxSuggestions = 24;

  [[nodiscard]] std::string subject() const;

  base::Diagnostics* diagnostics_;
  const NamingConvention* naming_;
  Grammar grammar_;
  std::span<const std::string> dialects_;
  std::string_view thing_;
  std::string_view key_;
  std::size_t suggestions_ = 0;
};

}  // namespace dbtool::schema
