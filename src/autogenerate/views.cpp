#include "autogenerate/views.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

#include "autogenerate/index_difference.h"
#include "autogenerate/matching.h"
#include "base/strings.h"
#include "ops/sql_words.h"
#include "ops/trigger_order.h"

namespace dbtool::autogenerate {
namespace {

QualifiedName normalized(const Comparison& comparison, QualifiedName name) {
  if (name.schema == comparison.options.default_schema) name.schema.clear();
  return name;
}

bool is_included(const Comparison& comparison, const View& view) {
  return !comparison.options.include || comparison.options.include({view.schema, view.name});
}

/// A trigger belongs to its table.
bool is_included(const Comparison& comparison, const Trigger& trigger) {
  return !comparison.options.include || comparison.options.include({trigger.schema, trigger.table});
}

const DialectText& text_of(const View& view) { return view.as; }
const DialectText& text_of(const Trigger& trigger) { return trigger.sql; }

/// Two tables may have a trigger of one name each.
QualifiedName key_of(const Comparison& comparison, const Trigger& trigger) {
  return normalized(comparison, {trigger.schema, trigger.table + "." + trigger.name});
}

QualifiedName key_of(const Comparison& comparison, const View& view) {
  return normalized(comparison, {view.schema, view.name});
}

/// Those that this comparison looks at and that say something in its dialect.
template <class T>
std::vector<const T*> objects_of(const Comparison& comparison, const std::vector<T>& objects) {
  std::vector<const T*> found;
  for (const T& object : objects) {
    if (is_included(comparison, object) && !comparison.text(text_of(object)).empty())
      found.push_back(&object);
  }
  return found;
}

/// Objects by what makes two of them the same one.
template <class T>
class Lookup {
 public:
  Lookup(const Comparison& comparison, const std::vector<const T*>& objects) : comparison_(comparison) {
    for (const T* object : objects) objects_.emplace(key_of(comparison, *object), object);
  }
  const T* find(const T& wanted) const {
    const auto found = objects_.find(key_of(comparison_, wanted));
    return found == objects_.end() ? nullptr : found->second;
  }

 private:
  const Comparison& comparison_;
  std::map<QualifiedName, const T*> objects_;
};

/// Each after those that it reads; otherwise as they were.
class ReadingOrder {
 public:
  ReadingOrder(const Comparison& comparison, const std::vector<const View*>& views)
      : comparison_(comparison), views_(views) {
    for (const View* view : views) by_name_.emplace(base::to_lower(view->name), view);
  }

  std::vector<const View*> sort() {
    for (const View* view : views_) visit(view);
    return std::move(sorted_);
  }

 private:
  void visit(const View* view) {
    if (!seen_.insert(view).second) return;
    for (const std::string& name : ops::mentioned_names(comparison_.text(view->as))) {
      const auto [first, last] = by_name_.equal_range(name);
      for (auto other = first; other != last; ++other) visit(other->second);
    }
    sorted_.push_back(view);
  }

  const Comparison& comparison_;
  const std::vector<const View*>& views_;
  std::multimap<std::string, const View*> by_name_;  // in lower case
  std::set<const View*> seen_;
  std::vector<const View*> sorted_;
};

bool same_indexes(const Comparison& comparison, const View& is, const View& wanted) {
  const auto names = by_name(is.indexes);
  return is.indexes.size() == wanted.indexes.size() &&
         std::ranges::all_of(wanted.indexes, [&](const Index& index) {
           const auto found = names.find(index.name);
           return found != names.end() && index_differences(comparison, *found->second, index).empty();
         });
}

bool same(const Comparison& comparison, const View& is, const View& wanted) {
  return is.materialized == wanted.materialized && comparison.same_text(is.as, wanted.as) &&
         (!comparison.options.keeps_comments ||
          (is.comment == wanted.comment && is.column_comments == wanted.column_comments)) &&
         comparison.same_options(is.options, wanted.options) && same_indexes(comparison, is, wanted);
}

bool same(const Comparison& comparison, const Trigger& is, const Trigger& wanted) {
  return is.table == wanted.table && comparison.same_text(is.sql, wanted.sql);
}

OperationVariant drop(const View& view) {
  return ops::DropView{.name = view.name, .schema = view.schema, .materialized = view.materialized};
}

OperationVariant drop(const Trigger& trigger) {
  return ops::DropTrigger{.name = trigger.name, .table = trigger.table, .schema = trigger.schema};
}

OperationVariant create(const View& view) { return ops::CreateView{.view = view}; }
OperationVariant create(const Trigger& trigger) { return ops::CreateTrigger{.trigger = trigger}; }

/// True if the one runs behind the other: when that is made again, it would run last.
bool stands_behind(const Comparison& comparison, const Trigger& trigger, const Trigger& other) {
  if (trigger.table != other.table || trigger.schema != other.schema) return false;
  const auto order = ops::trigger_order(comparison.text(trigger.sql));
  return order && order->is_behind && order->other == other.name;
}

/// As the models want it, with what they leave open as it is.
View remade(const Comparison& comparison, const View* is, View wanted) {
  if (is != nullptr) wanted.options = comparison.with_kept_options(is->options, std::move(wanted.options));
  return wanted;
}

Trigger remade(const Comparison& comparison, const Trigger* is, Trigger wanted) {
  if (is != nullptr) comparison.keep_definer(is->sql, wanted.sql);
  return wanted;
}

std::string finding(std::string_view what, std::string_view kind, const QualifiedName& name) {
  return fmt::format("Detected {} {} '{}'", what, kind, to_string(name));
}

}  // namespace

ViewsAndTriggers::ViewsAndTriggers(const Comparison& comparison, const Schema& database, const Schema& models,
                                   std::span<const Operation> tables)
    : comparison_(comparison),
      views_(objects_of(comparison, database.views)),
      wanted_views_(objects_of(comparison, models.views)),
      triggers_(objects_of(comparison, database.triggers)),
      wanted_triggers_(objects_of(comparison, models.triggers)) {
  std::erase_if(wanted_views_, [&](const View* view) {
    return comparison.is_unreadable(database, {view->schema, view->name});
  });
  views_ = ReadingOrder(comparison, views_).sort();
  wanted_views_ = ReadingOrder(comparison, wanted_views_).sort();
  const bool has_views = comparison.options.models_are_whole || !models.views.empty();
  manages_triggers_ = comparison.options.models_are_whole || !models.triggers.empty();
  if (has_views) find_other_columns(TouchedTables(tables));
  if (has_views) choose_views(tables);
  choose_triggers(tables);
  if (!has_views) wanted_views_ = views_;
  if (manages_triggers_) return;
  wanted_triggers_ = triggers_;
  const TouchedTables touched(tables);
  std::erase_if(wanted_triggers_, [&](const Trigger* trigger) {
    return touched.is_dropped({trigger->schema, trigger->table});
  });
}

/// Engines that keep a view's columns rather than its `*` do not follow.
void ViewsAndTriggers::find_other_columns(const TouchedTables& touched) {
  const Lookup<View> views(comparison_, views_);
  std::set<std::string> changed = touched.with_other_columns();
  if (changed.empty()) return;
  for (const View* wanted : wanted_views_) {
    const View* is = views.find(*wanted);
    const std::string_view text = comparison_.text(wanted->as);
    const bool was_expanded =
        is != nullptr && ops::takes_all_columns(text) && !ops::takes_all_columns(comparison_.text(is->as));
    if (!was_expanded) continue;
    const std::set<std::string> names = ops::mentioned_names(text);
    if (std::ranges::none_of(names, [&](const std::string& name) { return changed.contains(name); }))
      continue;
    other_columns_.insert(wanted);
    changed.insert(base::to_lower(wanted->name));
  }
}

bool ViewsAndTriggers::stays_the_same(const View& is, const View& wanted) const {
  return !other_columns_.contains(&wanted) && same(comparison_, is, wanted);
}

void ViewsAndTriggers::choose_views(std::span<const Operation> tables) {
  const TouchedTables touched(tables);
  const Lookup<View> wanted_views(comparison_, wanted_views_);
  std::set<std::string> old_names;
  for (const View* view : views_) {
    const View* wanted = wanted_views.find(*view);
    const std::set<std::string> names = ops::mentioned_names(comparison_.text(view->as));
    const bool stays = wanted != nullptr && wanted->materialized == view->materialized;
    const bool is_in_the_way = stays && !stays_the_same(*view, *wanted) && touched.any_among(names);
    const bool reads_an_old_one =
        std::ranges::any_of(names, [&](const std::string& name) { return old_names.contains(name); });
    if (stays && !is_in_the_way && !reads_an_old_one) continue;
    old_views_.insert(view);
    old_names.insert(base::to_lower(view->name));
  }
}

void ViewsAndTriggers::choose_triggers(std::span<const Operation> tables) {
  const TouchedTables touched(tables);
  const Lookup<Trigger> wanted_triggers(comparison_, wanted_triggers_);
  std::set<QualifiedName> old_views;
  for (const View* view : old_views_) old_views.insert({view->schema, view->name});
  for (const Trigger* trigger : triggers_) {
    const Trigger* wanted = wanted_triggers.find(*trigger);
    const bool is_of_old_view = old_views.contains({trigger->schema, trigger->table});
    const bool goes_with_its_table = touched.is_dropped({trigger->schema, trigger->table});
    const bool is_unwanted =
        manages_triggers_ && (wanted == nullptr || !same(comparison_, *trigger, *wanted));
    const bool is_behind_old_one = std::ranges::any_of(old_triggers_, [&](const Trigger* other) {
      return wanted_triggers.find(*other) != nullptr && stands_behind(comparison_, *trigger, *other);
    });
    if (is_of_old_view || goes_with_its_table || is_unwanted || (manages_triggers_ && is_behind_old_one)) {
      old_triggers_.insert(trigger);
    }
  }
}

void ViewsAndTriggers::drop() {
  const auto drop_old = [&](std::string_view kind, const auto& objects, const auto& old, const auto& wanted) {
    const Lookup lookup(comparison_, wanted);
    for (auto object = objects.rbegin(); object != objects.rend(); ++object) {
      if (!old.contains(*object)) continue;
      if (lookup.find(**object) == nullptr) {
        comparison_.log(finding("removed", kind, {(*object)->schema, (*object)->name}));
      }
      comparison_.add(autogenerate::drop(**object));
    }
  };
  drop_old("trigger", triggers_, old_triggers_, wanted_triggers_);
  drop_old("view", views_, old_views_, wanted_views_);
}

void ViewsAndTriggers::create() {
  const auto is_unchanged = [&]<class T>(const T& is, const T& object) {
    if constexpr (std::is_same_v<T, View>) {
      return stays_the_same(is, object);
    } else {
      return same(comparison_, is, object);
    }
  };
  const auto create_new = [&](std::string_view kind, const auto& objects, const auto& old,
                              const auto& wanted) {
    const Lookup lookup(comparison_, objects);
    for (const auto* object : wanted) {
      const auto* is = lookup.find(*object);
      const bool is_gone = is == nullptr || old.contains(is);
      const bool is_same = is != nullptr && is_unchanged(*is, *object);
      if (is_same && !is_gone) continue;
      if (!is_same) {
        comparison_.log(finding(is == nullptr ? "added" : "changed", kind, {object->schema, object->name}));
      }
      if constexpr (std::is_same_v<decltype(object), const View*>) {
        if (!is_gone) {
          comparison_.add(ops::ReplaceView{.view = remade(comparison_, is, *object)});
          continue;
        }
      }
      comparison_.add(autogenerate::create(remade(comparison_, is, *object)));
    }
  };
  create_new("view", views_, old_views_, wanted_views_);
  create_new("trigger", triggers_, old_triggers_, wanted_triggers_);
}

}  // namespace dbtool::autogenerate
