// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Which maps a backward pass makes again instead of keeping them, and when. Tier: spec (std only).
//
// The output of a norm and its activation follows from the norm's input, which is kept anyway: the same pass gives the same
// bits again. So do a shortcut's sum (the pass adds it), an upsampled map, and a concatenation of such maps. Kept are the
// picture, what Focus makes of it, plain convolutions' outputs, the maps of pools, maxima and additions that no other pass
// does (nothing that is kept gives them at the cost of one pass), and a concatenation with one of those in it, parts included.
#pragma once

#include <ctyolo/graph/trace.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

namespace ctyolo::inline v0::onednn {

namespace detail {

constexpr std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// Who makes a map and how many read it.
struct MapUse {
  int maker = -1;  // operation
  int readers = 0;
  bool head = false;
};

constexpr std::vector<MapUse> map_uses(std::span<const Op> ops, std::span<const int> heads) {
  int most = 0;
  for (const Op& o : ops) most = std::max(most, o.out);
  std::vector<MapUse> uses(index(most) + 1);
  for (std::size_t i = 0; i < ops.size(); ++i) {
    uses[index(ops[i].out)].maker = static_cast<int>(i);
    for (int k = 0; k < ops[i].inputs; ++k) ++uses[index(ops[i].in[k])].readers;
  }
  for (const int h : heads) uses[index(h)].head = true;
  return uses;
}

}  // namespace detail

/// Additions that the pass of their fresh summand does: per operation, -1 where there is none.
struct FusedAdditions {
  std::vector<int> into;      ///< the addition that this norm_act's pass does
  std::vector<int> residual;  ///< the map that it adds
  std::vector<char> done;     ///< whether this operation is an addition that another pass does

  /// The map that operation i writes.
  constexpr int result(std::span<const Op> ops, std::size_t i) const {
    return into[i] < 0 ? ops[i].out : ops[detail::index(into[i])].out;
  }
};

constexpr FusedAdditions fuse_additions(std::span<const Op> ops, std::span<const int> heads, bool training) {
  const std::vector<detail::MapUse> maps = detail::map_uses(ops, heads);
  FusedAdditions fused{std::vector<int>(ops.size(), -1), std::vector<int>(ops.size(), -1), std::vector<char>(ops.size(), 0)};
  const auto fresh = [&](int m) {
    const detail::MapUse& use = maps[detail::index(m)];
    if (use.maker < 0 || use.head || use.readers != 1) return false;
    const OpKind kind = ops[detail::index(use.maker)].kind;
    return kind == OpKind::conv_norm_act || (kind == OpKind::norm_act && training);
  };
  for (std::size_t j = 0; j < ops.size(); ++j) {
    const Op& o = ops[j];
    if (o.kind != OpKind::add || o.in[0] == o.in[1]) continue;
    for (const auto& [summand, other] : {std::pair{o.in[0], o.in[1]}, std::pair{o.in[1], o.in[0]}}) {
      const int maker = maps[detail::index(summand)].maker;
      if (!fresh(summand) || maps[detail::index(other)].maker >= maker || other == 0) continue;
      fused.into[detail::index(maker)] = static_cast<int>(j);
      fused.residual[detail::index(maker)] = other;
      fused.done[j] = 1;
      break;
    }
  }
  return fused;
}

/// Whether the backward pass of such an operation reads what went in.
constexpr bool reads_inputs_backward(OpKind kind) {
  return kind == OpKind::conv || kind == OpKind::conv_norm_act || kind == OpKind::norm_act || kind == OpKind::max_pool ||
         kind == OpKind::maximum;
}

/// Per operation: before whose backward pass its result is made again; -1: it is kept, or nobody reads it any more.
constexpr std::vector<int> remake_times(std::span<const Op> ops, std::span<const int> heads) {
  using detail::index;
  const FusedAdditions fused = fuse_additions(ops, heads, true);
  std::vector<char> again(detail::map_uses(ops, heads).size(), 0);
  for (std::size_t i = 0; i < ops.size(); ++i) {
    const Op& o = ops[i];
    if (fused.done[i]) continue;
    char can = o.kind == OpKind::conv_norm_act || o.kind == OpKind::norm_act || (o.kind == OpKind::upsample && o.in[0] != 0);
    if (o.kind == OpKind::concat) {
      can = 1;
      for (int k = 0; k < o.inputs; ++k) can = can && again[index(o.in[k])];
    }
    again[index(fused.result(ops, i))] = can;
  }
  for (std::size_t i = ops.size(); i-- > 0;)  // parts lie in the joined map where they can: kept with it
    if (ops[i].kind == OpKind::concat && !again[index(ops[i].out)])
      for (int k = 0; k < ops[i].inputs; ++k) again[index(ops[i].in[k])] = 0;

  std::vector<int> wanted(again.size(), -1), times(ops.size(), -1);  // wanted: the first operation backward that needs the map
  for (std::size_t i = ops.size(); i-- > 0;) {  // every reader of a map stands behind its maker
    const Op& o = ops[i];
    const auto want = [&](int map, int time) { wanted[index(map)] = std::max(wanted[index(map)], time); };
    if (reads_inputs_backward(o.kind))
      for (int k = 0; k < o.inputs; ++k) want(o.in[k], static_cast<int>(i));
    if (fused.done[i]) continue;
    const int result = fused.result(ops, i), time = wanted[index(result)];
    if (time < 0 || !again[index(result)]) continue;
    times[i] = time;
    if (fused.residual[i] >= 0) want(fused.residual[i], time);
    if (o.kind != OpKind::conv_norm_act)
      for (int k = 0; k < o.inputs; ++k) want(o.in[k], time);
  }
  return times;
}

/// remake_times() of a net's list, as a constant.
template <std::size_t N>
constexpr std::array<int, N> remade_before(const std::array<Op, N>& ops, std::span<const int> heads) {
  const std::vector<int> times = remake_times(ops, heads);
  std::array<int, N> all{};
  std::ranges::copy(times, all.begin());
  return all;
}

}  // namespace ctyolo::inline v0::onednn
