#include <fmt/format.h>

#include "commands/command.h"
#include "commands/session.h"
#include "dbtool/init.h"

namespace dbtool::commands {
namespace {

class ListTemplates : public Command {
 public:
  void declare(Arguments&) override {}

  ExitCode run(Session& session) override {
    const auto templates = list_templates(session.options().template_folder);
    if (session.json()) {
      base::Node nodes = base::Node::sequence();
      for (const TemplateSummary& each : templates) {
        base::Node node = base::Node::mapping();
        node.set("name", base::Node::string(each.name));
        node.set("synopsis", base::Node::string(each.synopsis));
        nodes.append(std::move(node));
      }
      session.print(nodes);
      return ExitCode::kDone;
    }
    session.print("Available templates:\n");
    for (const TemplateSummary& each : templates) {
      session.print(fmt::format("{} - {}", each.name, each.synopsis));
    }
    session.print(
        "\nTemplates are used via the 'init' command, e.g.:\n\n  dbtool init --template generic ./scripts");
    return ExitCode::kDone;
  }
};

}  // namespace

std::unique_ptr<Command> make_list_templates() { return std::make_unique<ListTemplates>(); }

}  // namespace dbtool::commands
