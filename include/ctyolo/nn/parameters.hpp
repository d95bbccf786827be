// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// All numbers of a network in flat arrays, and the layers' tensors as views of them. Tier: tensor (ATen).
#pragma once

#include <ctyolo/backend/layer_tensors.hpp>
#include <ctyolo/core/config.hpp>
#include <ctyolo/core/heads.hpp>
#include <ctyolo/graph/layer.hpp>
#include <ctyolo/nn/layout.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace ctyolo::inline v0 {

/// Weights, scales, biases and buffers of a network, and where they train, their gradients.
///
/// Every tensor is a view: one pass over three arrays updates everything, one memset clears the gradients.
/// The arrays' gaps (slices are 64-byte aligned) are zero and stay zero.
class Parameters {
 public:
  Parameters(std::vector<Layer> layers, const std::string& device);
  Parameters(const Parameters&);  ///< shares the memory: see twin()
  Parameters(Parameters&&) noexcept;
  Parameters& operator=(const Parameters&);
  Parameters& operator=(Parameters&&) noexcept;
  ~Parameters();

  /// PyTorch's default initialisation (convolutions U(+-1/sqrt(fan_in)), norms 1 and 0), drawn from `seed`.
  void randomize(std::uint64_t seed);
  /// Adds the prior of objects (8 in a 640 px picture) and of classes to the heads' biases (RetinaNet, Lin 2017).
  /// @param class_logits  [classes]; empty: log(0.6 / (classes - class_prior_offset)) for each
  void set_head_priors(const HeadSetup& setup, double class_prior_offset, const std::vector<double>& class_logits = {});
  /// Makes every weight a leaf whose gradient is a view of gradients(); call once, before the first forward.
  void enable_gradients();
  /// Freezes tensors (nn/frozen.hpp): no gradient is asked for, and live() leaves their parts out. Their norms' running
  /// statistics move on, as YOLOv5's. @return how many are frozen @throws Error for a name that means nothing, or all
  int freeze(const std::vector<std::string>& what);
  /// Parts of a flat array that learn: all of it unless something is frozen.
  const std::vector<Slice>& live(Group g) const { return live_[index_of(g)]; }
  /// Same values, own memory, no gradients.
  Parameters twin() const;

  const std::vector<Layer>& layers() const { return layers_; }
  const std::vector<LayerTensors>& tensors() const { return tensors_; }
  const FlatLayout& layout() const { return layout_; }
  at::Tensor& values(Group g) { return values_[index_of(g)]; }
  const at::Tensor& values(Group g) const { return values_[index_of(g)]; }
  at::Tensor& gradients(Group g) { return gradients_[index_of(g)]; }
  const at::Tensor& gradients(Group g) const { return gradients_[index_of(g)]; }
  void clear_gradients();
  /// Grows whenever a weight or a running statistic is written, by a tensor or through bump_versions().
  std::uint64_t version() const;
  /// Tells autograd that the weights were written through a raw pointer.
  void bump_versions();

  /// Calls f(name, tensor) for every entry of PyTorch's state_dict but the batch counters and the anchors, in its order.
  template <class F>
  void visit(F&& f) const {
    for (std::size_t i = 0; i < layers_.size(); ++i) {
      const Layer& l = layers_[i];
      const LayerTensors& t = tensors_[i];
      const std::string name(l.name.view());
      if (l.has_conv()) f(name + (l.kind == LayerKind::conv_norm ? ".conv.weight" : ".weight"), t.weight);
      if (l.bias) f(name + ".bias", t.bias);
      if (l.has_norm()) {
        const std::string norm = l.kind == LayerKind::conv_norm ? name + ".bn" : name;
        f(norm + ".weight", t.scale);
        f(norm + ".bias", t.bias);
        f(norm + ".running_mean", t.mean);
        f(norm + ".running_var", t.variance);
      }
    }
  }

 private:
  void make_views();

  std::vector<Layer> layers_;
  FlatLayout layout_;
  std::array<at::Tensor, group_count> values_;
  std::array<at::Tensor, group_count> gradients_;
  std::vector<LayerTensors> tensors_;
  std::array<std::vector<Slice>, group_count> live_;
};

}  // namespace ctyolo::inline v0

#if CTYOLO_HEADER_ONLY
#include <ctyolo/nn/parameters.ipp>
#endif
