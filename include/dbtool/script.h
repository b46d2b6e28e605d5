#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "dbtool/operation.h"
#include "dbtool/revision.h"
#include "dbtool/script_format.h"

namespace dbtool {

namespace sql {
struct Syntax;
}

/// What a script says of itself before its bodies: all that listing and planning need.
struct ScriptHeader {
  Revision revision;        ///< `revision.location` is the file and the line of its id
  std::string create_date;  ///< as written; for people
  bool transaction = true;  ///< false: no transaction around this one
  ScriptFormat format = ScriptFormat::kYaml;
  /// The whole script, where the source has it at hand; empty: ScriptSource::text() reads it.
  std::string text;
};

/// How a downgrade is known.
enum class DowngradeKind {
  kWritten,       ///< the script has it (perhaps empty)
  kAutomatic,     ///< `downgrade: auto`: the inverse of the upgrade
  kIrreversible,  ///< `downgrade: irreversible`
};

struct ScriptBody {
  std::vector<Operation> upgrade;
  DowngradeKind downgrade_kind = DowngradeKind::kWritten;
  std::vector<Operation> downgrade;  ///< filled in for kAutomatic too
};

struct Script {
  ScriptHeader header;
  ScriptBody body;
};

/// Which part of a script is read: where one history is that of several databases, a script may have a
/// section for each, and what stands in none is for all.
struct BodyScope {
  std::string database = {};                ///< empty: there is only one
  std::vector<std::string> databases = {};  ///< all that sections may be for
  /// How the engine reads SQL, so that a line within a literal opens no section. Null: lines alone decide.
  const sql::Syntax* syntax = nullptr;
};

/// Where scripts come from: a folder, or an application's memory. Several threads may ask for texts and
/// bodies at once.
class ScriptSource {
 public:
  virtual ~ScriptSource() = default;

  /// Every script's header, in load order, without reading the bodies. Throws Error{kScript}, Error{kIo}.
  [[nodiscard]] virtual std::vector<ScriptHeader> headers() const = 0;

  /// A script's text, as it was written. `header` is one that headers() gave. Throws Error{kIo}, and
  /// Error{kScript} if there is no such script.
  [[nodiscard]] virtual std::string text(const ScriptHeader& header) const = 0;

  /// What a script says in this text of it. `header` is one that headers() gave. Throws Error{kScript} with
  /// everything that is wrong with it, in whatever section.
  [[nodiscard]] virtual ScriptBody body(const ScriptHeader& header, std::string_view text,
                                        const BodyScope& scope) const = 0;
};

/// A script in memory: a name for messages, ending in `.yaml` or `.sql`, and the file's text.
struct MemoryScript {
  std::string name;
  std::string text;
};

/// Scripts that an application carries inside, in load order.
[[nodiscard]] std::unique_ptr<ScriptSource> make_memory_source(std::vector<MemoryScript> scripts);

}  // namespace dbtool
