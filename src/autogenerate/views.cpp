#include "autogenerate/views.h"

#include <algorithm>
#include <optional>
#include <string>
#include <type_traits>

#include <fmt/format.h>

#include "autogenerate/touched_tables.h"
#include "ops/sql_words.h"

namespace dbtool::autogenerate {
namespace {

QualifiedName normalized(const Comparison& comparison, QualifiedName name) {
  if (name.schema == comparison.options.default_schema) name.schema.clear();
  return name;
}

template <class T>
QualifiedName name_of(const Comparison& comparison, const T& object) {
  return normalized(comparison, {object.schema, object.name});
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

template <class T>
const T* find(const Comparison& comparison, const std::vector<const T*>& objects, const T& wanted) {
  const auto found = std::ranges::find_if(
      objects, [&](const T* object) { return name_of(comparison, *object) == name_of(comparison, wanted); });
  return found == objects.end() ? nullptr : *found;
}

bool reads(const Comparison& comparison, const View& view, std::string_view name) {
  return ops::mentions(comparison.text(view.as), name);
}

/// Each after those that it reads; otherwise as they were.
class ReadingOrder {
 public:
  ReadingOrder(const Comparison& comparison, const std::vector<const View*>& views)
      : comparison_(comparison), views_(views) {}

  std::vector<const View*> sort() {
    for (const View* view : views_) visit(view);
    return std::move(sorted_);
  }

 private:
  void visit(const View* view) {
    if (!seen_.insert(view).second) return;
    for (const View* other : views_) {
      if (other != view && reads(comparison_, *view, other->name)) visit(other);
    }
    sorted_.push_back(view);
  }

  const Comparison& comparison_;
  const std::vector<const View*>& views_;
  std::set<const View*> seen_;
  std::vector<const View*> sorted_;
};

bool same(const Comparison& comparison, const View& is, const View& wanted) {
  return is.materialized == wanted.materialized && comparison.same_text(is.as, wanted.as);
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
  views_ = ReadingOrder(comparison, views_).sort();
  wanted_views_ = ReadingOrder(comparison, wanted_views_).sort();
  const bool has_views = comparison.options.models_are_whole || !models.views.empty();
  manages_triggers_ = comparison.options.models_are_whole || !models.triggers.empty();
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

void ViewsAndTriggers::choose_views(std::span<const Operation> tables) {
  const TouchedTables touched(tables);
  for (const View* view : views_) {
    const View* wanted = find(comparison_, wanted_views_, *view);
    const bool stays = wanted != nullptr && wanted->materialized == view->materialized;
    const bool is_in_the_way =
        stays && !same(comparison_, *view, *wanted) && touched.any_mentioned_in(comparison_.text(view->as));
    const bool reads_an_old_one = std::ranges::any_of(
        old_views_, [&](const View* old) { return reads(comparison_, *view, old->name); });
    if (!stays || is_in_the_way || reads_an_old_one) old_views_.insert(view);
  }
}

void ViewsAndTriggers::choose_triggers(std::span<const Operation> tables) {
  const TouchedTables touched(tables);
  for (const Trigger* trigger : triggers_) {
    const Trigger* wanted = find(comparison_, wanted_triggers_, *trigger);
    const bool is_of_old_view = std::ranges::any_of(old_views_, [&](const View* view) {
      return view->name == trigger->table && view->schema == trigger->schema;
    });
    const bool goes_with_its_table = touched.is_dropped({trigger->schema, trigger->table});
    const bool is_unwanted =
        manages_triggers_ && (wanted == nullptr || !same(comparison_, *trigger, *wanted));
    if (is_of_old_view || goes_with_its_table || is_unwanted) old_triggers_.insert(trigger);
  }
}

void ViewsAndTriggers::drop() {
  const auto drop_old = [&](std::string_view kind, const auto& objects, const auto& old, const auto& wanted) {
    for (auto object = objects.rbegin(); object != objects.rend(); ++object) {
      if (!old.contains(*object)) continue;
      if (find(comparison_, wanted, **object) == nullptr) {
        comparison_.log(finding("removed", kind, {(*object)->schema, (*object)->name}));
      }
      comparison_.add(autogenerate::drop(**object));
    }
  };
  drop_old("trigger", triggers_, old_triggers_, wanted_triggers_);
  drop_old("view", views_, old_views_, wanted_views_);
}

void ViewsAndTriggers::create() {
  const auto create_new = [&](std::string_view kind, const auto& objects, const auto& old,
                              const auto& wanted) {
    for (const auto* object : wanted) {
      const auto* is = find(comparison_, objects, *object);
      const bool is_gone = is == nullptr || old.contains(is);
      const bool is_same = is != nullptr && same(comparison_, *is, *object);
      if (is_same && !is_gone) continue;
      if (!is_same) {
        comparison_.log(finding(is == nullptr ? "added" : "changed", kind, {object->schema, object->name}));
      }
      if constexpr (std::is_same_v<decltype(object), const View*>) {
        if (!is_gone) {
          comparison_.add(ops::ReplaceView{.view = *object});
          continue;
        }
      }
      comparison_.add(autogenerate::create(*object));
    }
  };
  create_new("view", views_, old_views_, wanted_views_);
  create_new("trigger", triggers_, old_triggers_, wanted_triggers_);
}

}  // namespace dbtool::autogenerate
