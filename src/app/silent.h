#pragma once

#include "dbtool/event.h"

namespace dbtool::app {

/// For what happens on no database of the user's.
class Silent final : public Observer {
 public:
  void on_event(const Event&) override {}
};

}  // namespace dbtool::app
