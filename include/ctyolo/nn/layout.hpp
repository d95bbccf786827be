// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Where each parameter lies in the flat arrays of a network. Tier: spec (std only).
#pragma once

#include <ctyolo/graph/layer.hpp>

#include <array>
#include <cstdint>
#include <vector>

namespace ctyolo::inline v0 {

/// The flat arrays: three that learn (the optimizer's groups) and the buffers.
enum class Group : unsigned char { weight, norm, bias, buffer };
inline constexpr std::array trained_groups{Group::weight, Group::norm, Group::bias};
inline constexpr std::size_t group_count = 4;
constexpr std::size_t index_of(Group g) { return static_cast<std::size_t>(g); }
constexpr const char* group_name(Group g) {
  constexpr const char* names[] = {"weight", "norm", "bias", "buffer"};
  return names[index_of(g)];
}

/// Part of a flat array.
struct Slice {
  std::int64_t offset = 0;
  std::int64_t count = 0;
};

/// Parts that a layer owns; an absent one has count 0.
struct LayerSlices {
  Slice weight;         ///< in Group::weight, [out, in/groups, k, k]
  Slice bias;           ///< in Group::bias: the convolution's, or the norm's shift; [out]
  Slice scale;          ///< in Group::norm, [out]
  Slice mean, variance; ///< in Group::buffer, [out]
};

struct FlatLayout {
  std::vector<LayerSlices> layers;
  std::array<std::int64_t, group_count> sizes{};

  /// Slices begin at multiples of 64 bytes of f32; the gaps stay zero.
  static constexpr std::int64_t alignment = 16;

  explicit FlatLayout(const std::vector<Layer>& list) {
    for (const Layer& l : list) {
      LayerSlices& s = layers.emplace_back();
      if (l.has_conv()) s.weight = take(Group::weight, l.weight_count());
      if (l.bias || l.has_norm()) s.bias = take(Group::bias, l.out);
      if (l.has_norm()) {
        s.scale = take(Group::norm, l.out);
        s.mean = take(Group::buffer, l.out);
        s.variance = take(Group::buffer, l.out);
      }
    }
  }

 private:
  Slice take(Group g, std::int64_t count) {
    std::int64_t& end = sizes[index_of(g)];
    const Slice s{end, count};
    end += (count + alignment - 1) / alignment * alignment;
    return s;
  }
};

}  // namespace ctyolo::inline v0
