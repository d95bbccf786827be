// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The layers with parameters that a block is made of: the one source of names, counts and FLOPs. Tier: spec (std only).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// A short name built at compile time: "model.24.m.0".
class LayerName {
 public:
  constexpr LayerName() = default;
  constexpr LayerName(std::string_view text) { *this += text; }  // NOLINT: implicit on purpose
  constexpr LayerName(const char* text) : LayerName(std::string_view(text)) {}  // NOLINT

  constexpr LayerName& operator+=(std::string_view text) {
    for (char c : text) text_[size_++] = c;  // past the end: not a constant expression, so it does not compile
    return *this;
  }
  constexpr LayerName& operator+=(int number) {
    if (number >= 10) *this += number / 10;
    const char digit = static_cast<char>('0' + number % 10);
    return *this += std::string_view(&digit, 1);
  }
  /// "a" / "b" = "a.b"; an empty side adds no dot.
  template <class Part>
  friend constexpr LayerName operator/(LayerName a, const Part& b) {
    LayerName tail;
    tail += b;
    if (a.size_ != 0 && tail.size_ != 0) a += ".";
    return a += tail.view();
  }
  constexpr std::string_view view() const { return {text_, size_}; }

 private:
  char text_[48] = {};
  unsigned size_ = 0;
};

enum class LayerKind : unsigned char {
  conv_norm,  ///< convolution without bias, then BatchNorm: `name.conv`, `name.bn`
  conv,       ///< convolution: `name.weight` and, where `bias`, `name.bias`
  norm,       ///< BatchNorm alone: `name.*`
};

/// One layer with parameters. `stride_px` is the stride of its output map, for FLOPs.
struct Layer {
  LayerKind kind = LayerKind::conv_norm;
  LayerName name{};
  int in = 0, out = 0;
  int kernel = 1, stride = 1, padding = 0, groups = 1;
  bool bias = false;
  int stride_px = 1;
  bool head = false;  ///< writes raw detections: its bias starts at the prior of objects and classes

  constexpr bool has_conv() const { return kind != LayerKind::norm; }
  constexpr bool has_norm() const { return kind != LayerKind::conv; }
  constexpr std::int64_t weight_count() const {
    return has_conv() ? std::int64_t{out} * (in / groups) * kernel * kernel : 0;
  }
  constexpr std::int64_t parameters() const {
    return weight_count() + (bias ? out : 0) + (has_norm() ? 2 * std::int64_t{out} : 0);
  }
};

/// Trainable numbers, as Python counts them.
constexpr std::int64_t parameters_of(const std::vector<Layer>& layers) {
  std::int64_t n = 0;
  for (const Layer& l : layers) n += l.parameters();
  return n;
}

/// Multiplications and additions of the convolutions of one picture, each counted as one.
constexpr std::int64_t flops_of(const std::vector<Layer>& layers, int height_px, int width_px) {
  std::int64_t n = 0;
  for (const Layer& l : layers) n += 2 * l.weight_count() * (height_px / l.stride_px) * (width_px / l.stride_px);
  return n;
}

/// Sizes of the optimizer's groups, in tensors: "102 .bias, 108 conv.weight, 99 other".
struct LayerGroups {
  int bias = 0, weight = 0, norm = 0;
  constexpr bool operator==(const LayerGroups&) const = default;
};
constexpr LayerGroups groups_of(const std::vector<Layer>& layers) {
  LayerGroups g;
  for (const Layer& l : layers) {
    g.weight += l.has_conv() ? 1 : 0;
    g.norm += l.has_norm() ? 1 : 0;
    g.bias += (l.bias ? 1 : 0) + (l.has_norm() ? 1 : 0);
  }
  return g;
}

/// Padding that keeps the map's size at stride 1.
constexpr int same_padding(int kernel) { return kernel / 2; }

/// The layers of a block in the order in which PyTorch registers them, names relative to the block.
class LayerList {
 public:
  constexpr void conv_norm(const LayerName& name, int in, int out, int kernel, int stride, int stride_px,
                           int padding, int groups = 1) {
    layers.push_back({.kind = LayerKind::conv_norm, .name = prefix / name.view(), .in = in, .out = out, .kernel = kernel,
                      .stride = stride, .padding = padding, .groups = groups, .bias = false, .stride_px = stride_px});
  }
  constexpr void conv_norm(const LayerName& name, int in, int out, int kernel, int stride_px) {
    conv_norm(name, in, out, kernel, 1, stride_px, same_padding(kernel));
  }
  /// 1x1 convolution.
  constexpr void conv(const LayerName& name, int in, int out, int stride_px, bool bias, bool head = false) {
    layers.push_back({.kind = LayerKind::conv, .name = prefix / name.view(), .in = in, .out = out, .bias = bias,
                      .stride_px = stride_px, .head = head});
  }
  constexpr void norm(const LayerName& name, int channels, int stride_px) {
    layers.push_back({.kind = LayerKind::norm, .name = prefix / name.view(), .in = channels, .out = channels,
                      .stride_px = stride_px});
  }

  LayerName prefix;
  std::vector<Layer> layers;
};

}  // namespace ctyolo::inline v0
