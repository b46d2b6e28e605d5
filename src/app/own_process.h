#pragma once

namespace dbtool::app {

/// For a program that is dbtool and nothing else, before it does anything: what the engines' libraries set
/// for a whole process becomes what is fastest.
void own_process() noexcept;

}  // namespace dbtool::app
