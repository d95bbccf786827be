// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The net, its average and its optimizer: everything that changes when a step is taken. Tier: nn.
#pragma once

#include <ctyolo/core/box.hpp>
#include <ctyolo/core/results.hpp>
#include <ctyolo/core/type_name.hpp>
#include <ctyolo/hyp/hyp.hpp>
#include <ctyolo/io/checkpoint.hpp>
#include <ctyolo/io/torch_training.hpp>
#include <ctyolo/nn/anomaly.hpp>
#include <ctyolo/nn/head_views.hpp>
#include <ctyolo/nn/network.hpp>
#include <ctyolo/nn/state_dict.hpp>
#include <ctyolo/optim/fused.hpp>
#include <ctyolo/optim/gradient_norm.hpp>
#include <ctyolo/schedule/rates.hpp>

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty_like.h>
#include <ATen/ops/zeros_like.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ctyolo::inline v0 {

/// @tparam P  the chosen policies (train/chosen.hpp)
template <AnyNet Model, class P>
class Learner {
 public:
  using Net = Network<Model, typename P::backend>;
  using Optim = typename P::optimizer;
  using Average = typename P::average;

  Learner(const typename Net::Options& options, const Optim& optimizer, const Average& average, const typename P::loss& loss)
      : optimizer_(optimizer), average_rule_(average), loss_(loss), net_(options), average_(Average::keeps_array ? net_.twin() : net_) {
    net_.parameters().enable_gradients();
    for (auto& arrays : states_)
      for (const Group g : trained_groups) arrays[index_of(g)] = at::zeros_like(net_.parameters().values(g));
  }

  /// Forward and backward of one batch; gradients add up until step(). @param x f32 [N,3,H,W], 0..1 @param now  for a MovingLoss
  LossItems learn(const typename Net::Map& x, std::span<const Target> targets, const Hyp& hyp, int img_px, const Moment& now = {}) {
    net_.train(true);
    const auto raw = net_.forward(x);  // [N,A*(5+nc),H,W] a level
    std::vector<at::Tensor> gradients;
    for (const at::Tensor& map : raw) gradients.push_back(at::empty_like(map));
    const auto views = read_only(head_views(raw, net_.setup()));
    const auto into = head_views(gradients, net_.setup());
    const LossItems items = loss_at(loss_, now, hyp)(std::span<const HeadView<const float>>(views), std::span<const HeadView<float>>(into), targets, net_.setup(), hyp, img_px);
    if (std::isfinite(items.total())) net_.backward(raw, gradients);
    return items;
  }

  /// After a step that went wrong: what was the first to be no number, weights before maps before gradients. @param x  its batch
  std::string anomaly(const typename Net::Map& x) {
    if (const std::string name = first_broken_weight(net_.parameters()); !name.empty()) return name + " is not finite";
    const at::NoGradGuard no_gradients;
    if (const std::string name = net_.first_broken_map(x); !name.empty()) return "the output of " + name + " is the first that is not finite";
    if (const std::string name = first_broken_gradient(net_.parameters()); !name.empty())
      return "the gradient of " + name + " is the first that is not finite";
    return "weights, outputs and gradients of all layers are finite: it is the sum that is too large";
  }

  /// What does not learn from now on (nn/frozen.hpp). @return how many tensors
  int freeze(const std::vector<std::string>& what) { return net_.parameters().freeze(what); }

  /// One optimizer step and one update of the average, over the flat arrays. @return the gradient's norm before clipping
  /// @param updates, averaged  optimizer steps and updates of the average so far, this one included
  double step(const Rates& rates, double decay, double clip_norm, std::int64_t updates, std::int64_t averaged) {
    Parameters& p = net_.parameters();
    double squares = 0;
    for (const Group g : trained_groups)
      for (const Slice& part : p.live(g)) squares += sum_of_squares(p.gradients(g).template data_ptr<float>() + part.offset, part.count);
    const double norm = std::sqrt(squares);
    if (!std::isfinite(norm)) return norm;
    const double scale = clip_factor(norm, clip_norm);
    const double average_decay = average_rule_.decay_at(averaged);
    for (const Group g : trained_groups) {
      const double rate = g == Group::weight ? rates.weight : g == Group::norm ? rates.norm : rates.bias;
      for (const Slice& part : p.live(g)) {
        FlatGroup flat{.count = part.count, .weights = p.values(g).template data_ptr<float>() + part.offset,
                       .gradients = p.gradients(g).template data_ptr<float>() + part.offset, .states = {}, .average = nullptr};
        for (std::size_t k = 0; k < states_.size(); ++k) flat.states[k] = states_[k][index_of(g)].template data_ptr<float>() + part.offset;
        if constexpr (Average::keeps_array) flat.average = average_.parameters().values(g).template data_ptr<float>() + part.offset;
        fused_step(flat, optimizer_, average_rule_,
                   {.rate = rate, .momentum = rates.momentum, .decay = g == Group::weight ? decay : 0.0, .step = updates},
                   average_decay, scale);
      }
    }
    if constexpr (Average::keeps_array) {
      average_step(average_.parameters().values(Group::buffer).template data_ptr<float>(),
                   p.values(Group::buffer).template data_ptr<float>(), p.values(Group::buffer).numel(), average_rule_, average_decay);
      average_.parameters().bump_versions();
    }
    p.bump_versions();
    p.clear_gradients();
    return norm;
  }

  /// The same, of a training whose average was there from the first step on.
  double step(const Rates& rates, double decay, double clip_norm, std::int64_t updates) {
    return step(rates, decay, clip_norm, updates, updates);
  }

  Net& net() { return net_; }
  /// The averaged net; the net itself where no average is kept.
  Net& averaged() {
    if constexpr (Average::keeps_array) return average_;
    else return net_;
  }

  /// Takes over weights of equal name and shape, in the net and in its average, and the anchors if there are as many.
  Transferred load_weights(const StateDict& tensors) {
    const Transferred t = load_state_dict(net_.parameters(), tensors);
    if constexpr (Average::keeps_array) load_state_dict(average_.parameters(), tensors);
    const auto anchors = anchors_of(tensors, Model::Rows::size - 1);
    if (net_.takes_anchors(anchors)) set_anchors(anchors);
    return t;
  }

  /// @param anchors [L][A] in stride units
  void set_anchors(const std::vector<std::vector<AnchorSize>>& anchors) {
    net_.set_anchors(anchors);
    average_.set_anchors(anchors);
  }

  /// @param whole  with everything that a continued run needs, not only the averaged weights
  void save(Checkpoint& c, std::int64_t batches, bool whole) {
    c.tensors = state_dict(averaged().parameters(), net_.setup(), Model::Rows::size - 1, batches);
    if (!whole) return;
    for (auto& named : arrays()) c.tensors.push_back(std::move(named));
  }

  void load(const Checkpoint& c) {
    for (auto& [name, tensor] : arrays()) tensor.detach().copy_(c.tensor(name, tensor));
    if constexpr (Average::keeps_array) load_all(average_.parameters(), c.tensors, c.path());
    set_anchors(anchors_of(c.tensors, Model::Rows::size - 1));
    net_.parameters().bump_versions();
  }

  /// Goes on with a training of Python's: weights, average, anchors, the optimizer's memory. @throws Error in one line
  void load(const TorchTraining& t) {
    check_optimizer(t);
    const StateDict average = state_dict_of(t.average.tensors, t.path);
    load_all(net_.parameters(), t.weights.empty() ? average : state_dict_of(t.weights, t.path), t.path);
    if constexpr (Average::keeps_array) load_all(average_.parameters(), average, t.path);
    if (!t.average.anchors.empty()) set_anchors(t.average.anchors);
    Parameters array = net_.parameters().twin();  // for its names and places
    for (std::size_t k = 0; k < t.arrays.size(); ++k) {
      for (const Group g : trained_groups) array.values(g).zero_();
      load_state_dict(array, state_dict_of(t.arrays[k].tensors, t.path));
      for (const Group g : trained_groups) states_[k][index_of(g)].copy_(array.values(g));
    }
  }

 private:
  static void load_all(Parameters& p, const StateDict& tensors, const std::string& path) {
    const Transferred t = load_state_dict(p, tensors);
    if (t.items != t.of)
      fail(path, ": ", t.of - t.items, " of ", t.of, " tensors of the net ", Model::net_name(),
           " are missing or of another shape, the first is ", t.left_out[0]);
  }

  static void check_optimizer(const TorchTraining& t) {
    bool same = t.arrays.empty();  // saved before its first step
    if constexpr (requires { Optim::torch_states; })
      same = same || std::ranges::equal(t.arrays, Optim::torch_states, {}, &TorchOptimizerArray::name);
    if (!same)
      fail(t.path, ": its training was made with the optimizer ", t.optimizer, ", but the program has ", type_name<Optim>(),
           "; continue it with the former, or start a new run with --weights ", t.path);
  }

  /// The flat arrays of a training, not copied: weights, accumulated gradients, the optimizer's memory.
  StateDict arrays() const {
    const Parameters& p = net_.parameters();
    StateDict all;
    for (const Group g : {Group::weight, Group::norm, Group::bias, Group::buffer}) {
      const std::string name = group_name(g);
      all.push_back({"train.values." + name, p.values(g)});
      if (g == Group::buffer) continue;
      all.push_back({"train.gradients." + name, p.gradients(g)});
      for (std::size_t k = 0; k < states_.size(); ++k) all.push_back({"train.optimizer." + std::to_string(k) + "." + name, states_[k][index_of(g)]});
    }
    return all;
  }

  Optim optimizer_;
  Average average_rule_;
  typename P::loss loss_;
  Net net_, average_;
  std::array<std::array<at::Tensor, group_count>, static_cast<std::size_t>(Optim::states)> states_;
};

}  // namespace ctyolo::inline v0
