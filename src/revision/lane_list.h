#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace dbtool::revision {

using LaneId = std::uint32_t;

/// A list that grows at its end and loses elements anywhere: an element's id, given in order, serves as its
/// position. Every operation takes nearly constant time, amortised.
class LaneList {
 public:
  LaneId append() {
    const auto lane = static_cast<LaneId>(next_.size());
    next_.push_back(lane);
    previous_.push_back(lane + 1);
    return lane;
  }

  void erase(LaneId lane) {
    next_[lane] = lane + 1;
    previous_[lane + 1] = lane;
  }

  /// The first element that is not before `lane`.
  [[nodiscard]] std::optional<LaneId> at_or_after(LaneId lane) {
    while (lane < next_.size() && next_[lane] != lane) {
      // Halving the path keeps later searches short.
      if (next_[lane] < next_.size()) next_[lane] = next_[next_[lane]];
      lane = next_[lane];
    }
    return lane < next_.size() ? std::optional(lane) : std::nullopt;
  }

  /// The last element before `lane`.
  [[nodiscard]] std::optional<LaneId> before(LaneId lane) {
    LaneId place = lane;
    while (previous_[place] != place) {
      previous_[place] = previous_[previous_[place]];
      place = previous_[place];
    }
    return place == 0 ? std::nullopt : std::optional(place - 1);
  }

 private:
  std::vector<LaneId> next_;            // itself while it is there, else one to look at instead
  std::vector<LaneId> previous_ = {0};  // likewise, counted from 1: 0 is the place before all
};

}  // namespace dbtool::revision
