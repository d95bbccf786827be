// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Bodies of backend/onednn/plan.hpp.
#pragma once

#include <ctyolo/backend/onednn/plan.hpp>
#include <ctyolo/core/error.hpp>

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace ctyolo::inline v0::onednn {

namespace detail {

/// Time runs over the operations forward, then backward.
class Planner {
 public:
  Planner(std::span<const Op> ops, std::span<const int> heads, const std::vector<Layer>& layers, int images, int height, int width,
          const Layout& layout, bool training, std::span<const int> remade_before)
      : ops_(ops), heads_(heads), layers_(layers), remade_before_(training ? remade_before : std::span<const int>()), layout_(layout),
        count_(static_cast<int>(ops.size())), images_(images), fused_(onednn::fuse_additions(ops, heads, training)) {
    plan_.images = images;
    plan_.height = height;
    plan_.width = width;
    plan_.training = training;
    plan_.ops.resize(ops.size());
    find_shapes(height, width);
    find_readers();
    find_remakes();
    if (training || images > 1 || layout.order == Order::channels_last) alias_parts();
    else alias_all_parts();
    place_forward();
    if (training) {
      place_backward();
      place_rooms();
    }
    place_buffers();
  }

  Plan take() { return std::move(plan_); }

 private:
  struct MapInfo {
    int channels = 0, height = 0, width = 0;
    int maker = -1;                 // operation
    std::vector<int> readers;       // operations; heads have one more
    bool head = false;
    int parent = -1, at_channel = 0;// lies within another map
    bool remade = false;
    int buffer = -1, buffer_again = -1;  // of the forward pass; of what the backward pass made again
  };
  struct Buffer {
    std::int64_t size = 0;
    int from = 0, to = 0;  // time
    bool saved = false;    // written forward, read backward
  };

  MapInfo& map(int m) { return maps_[index(m)]; }
  OpPlan& plan(int i) { return plan_.ops[index(i)]; }
  const Op& op(int i) const { return ops_[index(i)]; }
  int backward_time(int i) const { return 2 * count_ - 1 - i; }

  void find_shapes(int height, int width) {
    int most = 0;
    for (const Op& o : ops_) most = std::max(most, o.out);
    maps_.resize(index(most) + 1);
    maps_[0] = {.channels = 3, .height = height, .width = width, .maker = -1, .readers = {}};
    for (int i = 0; i < count_; ++i) {
      const Op& o = op(i);
      const MapInfo first = map(o.in[0]);
      MapInfo& out = map(o.out);
      out = {.channels = first.channels, .height = first.height, .width = first.width, .maker = i, .readers = {}};
      if (o.kind == OpKind::conv || o.kind == OpKind::conv_norm_act) {
        const Layer& l = layers_[index(o.layer)];
        out.channels = l.out;
        out.height = (first.height + 2 * l.padding - l.kernel) / l.stride + 1;
        out.width = (first.width + 2 * l.padding - l.kernel) / l.stride + 1;
      } else if (o.kind == OpKind::concat) {
        out.channels = 0;
        for (int k = 0; k < o.inputs; ++k) out.channels += map(o.in[k]).channels;
      } else if (o.kind == OpKind::upsample) {
        out.height *= o.value;
        out.width *= o.value;
      } else if (o.kind == OpKind::space_to_depth) {
        out.channels *= 4;
        out.height /= 2;
        out.width /= 2;
      }
    }
  }

  void find_readers() {
    for (int i = 0; i < count_; ++i)
      for (int k = 0; k < op(i).inputs; ++k) {
        map(op(i).in[k]).readers.push_back(i);
        const bool fits = op(i).kind == OpKind::conv || op(i).kind == OpKind::conv_norm_act || op(i).kind == OpKind::space_to_depth;
        if (op(i).kind == OpKind::space_to_depth && op(i).in[k] != 0)
          fail("backend OneDnn: in this net Focus reads another map than the picture; name the backend Aten");
        if (op(i).in[k] == 0 && !fits)
          fail("backend OneDnn: in this net the picture itself is read by other than a convolution or Focus; name the backend Aten");
      }
    for (const int h : heads_) map(h).head = true;
  }

  // ---- what is done on the way ----

  void find_remakes() {
    for (int i = 0; i < count_; ++i) {
      plan(i).done_elsewhere = fused_.done[index(i)] != 0;
      if (time_again(i) >= 0) map(fused_.result(ops_, index(i))).remade = true;
    }
  }
  /// When the result of operation i is made again; -1: never.
  int time_again(int i) const {
    return remade_before_.empty() || remade_before_[index(i)] < 0 ? -1 : backward_time(remade_before_[index(i)]);
  }

  /// The operation whose pass writes map m.
  int writer(int m) {
    const int i = map(m).maker;
    if (i < 0 || op(i).kind != OpKind::add || !plan(i).done_elsewhere) return i;
    for (int k = 0; k < count_; ++k)
      if (fused_.into[index(k)] == i) return k;
    return i;
  }

  bool read_by_convolution(int m) {
    return std::ranges::any_of(map(m).readers, [&](int i) { return op(i).kind == OpKind::conv || op(i).kind == OpKind::conv_norm_act; });
  }

  /// Whether channels [at, at + channels) of a joined map can be seen as a map: whole blocks, or any of a pixel's.
  bool aligned(int at, int channels, int all) const {
    const int block = layout_.block;
    return layout_.order == Order::channels_last || (at % block == 0 && (channels % block == 0 || at + channels == all));
  }

  /// Parts of concatenations that our own passes write and no convolution reads lie in the joined map from the start.
  void alias_parts() {
    for (int j = 0; j < count_; ++j) {
      if (op(j).kind != OpKind::concat) continue;
      int at = 0;
      for (int k = 0; k < op(j).inputs; ++k) {
        const int m = op(j).in[k];
        MapInfo& part = map(m);
        const OpKind writes = part.maker >= 0 ? op(writer(m)).kind : OpKind::conv;
        const bool written_by_us = writes != OpKind::conv && (plan_.training || writes != OpKind::conv_norm_act);
        if (written_by_us && part.parent < 0 && !part.head && !read_by_convolution(m) && m != op(j).out &&
            aligned(at, part.channels, map(op(j).out).channels)) {
          part.parent = op(j).out;
          part.at_channel = at;
        }
        at += part.channels;
      }
    }
  }

  /// One image, nothing trains: every view is without gaps, so all parts can lie in place.
  void alias_all_parts() {
    for (int j = 0; j < count_; ++j) {
      if (op(j).kind != OpKind::concat) continue;
      int at = 0;
      for (int k = 0; k < op(j).inputs; ++k) {
        MapInfo& part = map(op(j).in[k]);
        if (part.maker >= 0 && part.parent < 0 && !part.head && aligned(at, part.channels, map(op(j).out).channels)) {
          part.parent = op(j).out;
          part.at_channel = at;
        }
        at += part.channels;
      }
    }
  }

  // ---- places ----

  int new_buffer(std::int64_t size, int from, int to) {
    buffers_.push_back({size, from, to});
    return static_cast<int>(buffers_.size()) - 1;
  }
  void use(const Place& p, int time) {
    if (!p.used()) return;
    Buffer& b = buffers_[index(p.buffer)];
    b.from = std::min(b.from, time);
    b.to = std::max(b.to, time);
  }

  MapShape shape_of(const MapInfo& m) const {
    return MapShape::dense(images_, m.channels, m.height, m.width, layout_.block, layout_.order);
  }
  /// Channels of a larger map.
  MapShape shape_within(const MapShape& outer, const MapInfo& m) const {
    MapShape s = shape_of(m);
    s.image_stride = outer.image_stride;
    s.pixel_stride = outer.pixel_stride;
    return s;
  }

  Place new_place(const MapShape& shape, int time) {
    return {new_buffer(shape.image_size() * images_, time, time), 0, shape};
  }

  Place place_of(int m, int time, bool again = false) {
    int root = m, at_channel = 0;
    for (; map(root).parent >= 0; root = map(root).parent) at_channel += map(root).at_channel;
    const MapShape outer = shape_of(map(root));
    int& buffer = again ? map(root).buffer_again : map(root).buffer;
    if (buffer < 0) buffer = new_buffer(outer.image_size() * images_, time, time);
    const Place p{buffer, outer.channel_offset(at_channel), shape_within(outer, map(m))};
    use(p, time);
    return p;
  }

  /// Where the backward pass finds map m at a time.
  Place back_place(int m, int time) {
    if (m != 0 && map(m).remade) return place_of(m, time, true);
    const Place p = m == 0 ? plan_.picture : place_of(m, time);
    use_saved(p, time);
    return p;
  }
  void use_saved(const Place& p, int time) {
    use(p, time);
    buffers_[index(p.buffer)].saved = true;
  }

  void place_forward() {
    plan_.picture = new_place(MapShape::dense(images_, 3, plan_.height, plan_.width, 1, layout_.order), 0);
    for (int i = 0; i < count_; ++i) {
      const Op& o = op(i);
      OpPlan& p = plan(i);
      for (int k = 0; k < o.inputs; ++k) {
        p.in.push_back(o.in[k] == 0 ? plan_.picture : fused_away(o.in[k]) ? Place{} : place_of(o.in[k], i));
        use(p.in.back(), i);
      }
      const int sum = fused_.into[index(i)];
      p.out = place_of(sum >= 0 ? op(sum).out : o.out, i);
      if (map(sum >= 0 ? op(sum).out : o.out).head) use(p.out, count_);  // read when all is done
      if (sum >= 0) p.residual = place_of(fused_.residual[index(i)], i);
      if (p.done_elsewhere) continue;
      if (o.kind == OpKind::conv_norm_act && plan_.training) {
        p.raw = new_place(shape_of(map(o.out)), i);
        use_saved(p.raw, backward_time(i));
      }
      if (o.kind == OpKind::concat)
        for (int k = 0; k < o.inputs; ++k) p.copies.push_back(map(o.in[k]).parent != o.out);
      if (!plan_.training) continue;
      if (reads_inputs_backward(o.kind))
        for (int k = 0; k < o.inputs; ++k) p.back_in.push_back(back_place(o.in[k], backward_time(i)));
      if (time_again(i) >= 0) place_remake(i, time_again(i));
    }
  }

  void place_remake(int i, int time) {
    const Op& o = op(i);
    Remake& again = plan(i).again;
    again.on = true;
    again.out = place_of(fused_.result(ops_, index(i)), time, true);
    if (fused_.residual[index(i)] >= 0) again.residual = back_place(fused_.residual[index(i)], time);
    if (o.kind == OpKind::conv_norm_act) return;
    for (int k = 0; k < o.inputs; ++k) {
      again.in.push_back(back_place(o.in[k], time));
      if (o.kind == OpKind::concat) again.copies.push_back(map(o.in[k]).parent != o.out || !map(o.in[k]).remade);
    }
  }

  /// A norm_act's output that only a fused addition reads is never written.
  bool fused_away(int m) { return map(m).maker >= 0 && fused_.into[index(map(m).maker)] >= 0; }

  Place part_of(const Place& whole, int at_channel, const MapInfo& part) const {
    return {whole.buffer, whole.offset + whole.shape.channel_offset(at_channel), shape_within(whole.shape, part)};
  }

  void place_backward() {
    std::vector<std::vector<Place>> lists(maps_.size());
    for (const int h : heads_) {
      plan_.head_gradients.push_back(new_place(shape_of(map(h)), count_));
      lists[index(h)].push_back(plan_.head_gradients.back());
    }
    for (int i = count_ - 1; i >= 0; --i) {
      const Op& o = op(i);
      OpPlan& p = plan(i);
      const int time = backward_time(i);
      std::vector<Place>& list = lists[index(o.out)];
      p.reached = !list.empty();
      if (!p.reached) continue;
      const bool needs_dense = o.kind == OpKind::conv && !(list.size() == 1 && list[0].shape.is_dense());
      const bool uneven = o.kind == OpKind::concat && !even_parts(o);
      const std::size_t most = o.kind == OpKind::add ? 2 : 3;  // an addition hands its list on, and more will join it
      p.gradients = list;
      for (const Place& g : list) use(g, time);
      const bool needs_one = (uneven || o.kind == OpKind::max_pool || o.kind == OpKind::upsample || o.kind == OpKind::maximum) && list.size() > 1;
      if (list.size() > most || needs_dense || needs_one) {
        p.sum = new_place(shape_of(map(o.out)), time);
        list = {p.sum};
      }
      p.in_gradients.resize(index(o.inputs));
      int at = 0;
      for (int k = 0; k < o.inputs; ++k) {
        if (o.in[k] == 0) continue;
        std::vector<Place>& into = lists[index(o.in[k])];
        if (o.kind == OpKind::add) {
          into.insert(into.end(), list.begin(), list.end());
        } else if (o.kind == OpKind::concat && !uneven) {
          for (const Place& g : list) into.push_back(part_of(g, at, map(o.in[k])));
        } else {
          p.in_gradients[index(k)] = new_place(shape_of(map(o.in[k])), time);
          into.push_back(p.in_gradients[index(k)]);
        }
        at += map(o.in[k]).channels;
      }
    }
  }

  /// Where norms put the gradient behind their activation, once it is known who reads which gradient.
  void place_rooms() {
    for (int i = 0; i < count_; ++i) {
      OpPlan& p = plan(i);
      if (!p.reached || (op(i).kind != OpKind::conv_norm_act && op(i).kind != OpKind::norm_act)) continue;
      if (p.sum.used()) p.dz = p.sum;
      else
        for (const Place& g : p.gradients)
          if (is_free_after(g, i)) p.dz = g;
      if (!p.dz.used()) p.dz = new_place(shape_of(map(op(i).out)), backward_time(i));
    }
  }
  /// Whether operation i may write where it has read this gradient: nobody reads numbers of it later, and i itself none of
  /// them at another place.
  bool is_free_after(const Place& g, int i) {
    const auto extent = [](const Place& p) { return p.shape.order == Order::blocks ? p.shape.image_size() : p.shape.channels; };
    for (int j = 0; j <= i; ++j)
      for (const Place& other : plan(j).gradients) {
        const bool same = j == i && other.offset == g.offset;
        if (!same && other.buffer == g.buffer && other.offset < g.offset + extent(g) && g.offset < other.offset + extent(other)) return false;
      }
    return true;
  }

  bool even_parts(const Op& o) {
    int at = 0;
    for (int k = 0; k < o.inputs; ++k) {
      if (!aligned(at, map(o.in[k]).channels, map(o.out).channels)) return false;
      at += map(o.in[k]).channels;
    }
    return true;
  }

  /// Largest first, each at the lowest place that is free while it lives.
  void place_buffers() {
    std::vector<int> order(buffers_.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::sort(order, [&](int a, int b) {
      return buffers_[index(a)].size != buffers_[index(b)].size ? buffers_[index(a)].size > buffers_[index(b)].size : a < b;
    });
    plan_.buffer_offsets.assign(buffers_.size(), 0);
    for (const Buffer& b : buffers_) plan_.saved_size += b.saved ? b.size : 0;
    std::vector<int> placed;  // by offset
    for (const int b : order) {
      std::int64_t at = 0;
      for (const int other : placed) {
        const Buffer &mine = buffers_[index(b)], &its = buffers_[index(other)];
        if (mine.to < its.from || its.to < mine.from) continue;
        const std::int64_t begin = plan_.buffer_offsets[index(other)];
        if (at + mine.size <= begin) break;
        at = std::max(at, rounded(begin + its.size));
      }
      plan_.buffer_offsets[index(b)] = at;
      placed.insert(std::ranges::upper_bound(placed, at, {}, [&](int o) { return plan_.buffer_offsets[index(o)]; }), b);
      plan_.arena_size = std::max(plan_.arena_size, rounded(at + buffers_[index(b)].size));
    }
  }
  static std::int64_t rounded(std::int64_t numbers) { return (numbers + 31) / 32 * 32; }  // 64 bytes of 16-bit numbers

  std::span<const Op> ops_;
  std::span<const int> heads_;
  const std::vector<Layer>& layers_;
  std::span<const int> remade_before_;
  Layout layout_;
  int count_;
  int images_;
  FusedAdditions fused_;
  Plan plan_;
  std::vector<MapInfo> maps_;
  std::vector<Buffer> buffers_;
};

}  // namespace detail

CTYOLO_INLINE Plan make_plan(std::span<const Op> ops, std::span<const int> heads, const std::vector<Layer>& layers, int images,
                             int height, int width, const Layout& layout, bool training, std::span<const int> remade_before) {
  return detail::Planner(ops, heads, layers, images, height, width, layout, training, remade_before).take();
}

}  // namespace ctyolo::inline v0::onednn
