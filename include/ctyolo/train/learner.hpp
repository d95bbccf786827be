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
#include <ctyolo/train/training_arrays.hpp>

#include <ATen/core/grad_mode.h>

#include <cmath>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ctyolo::inline v0 {

/// @tparam P  the chosen policies (train/chosen.hpp)
template <AnyNet Model, class P>
class Learner {
 public:
  using Net = Network<Model, typename P::backend>;
  using Optim = typename P::optimizer;
  using Average = typename P::average;

  [[gnu::cold]] Learner(const typename Net::Options& options, const Optim& optimizer, const Average& average, const typename P::loss& loss)
      : optimizer_(optimizer), average_rule_(average), loss_(loss), net_(options), average_(Average::keeps_array ? net_.twin() : net_),
        arrays_(optimizer_arrays(net_.parameters(), static_cast<int>(Optim::states))) {
    net_.parameters().enable_gradients();
  }

  /// Forward and backward of one batch; gradients add up until step(). @param x f32 [N,3,H,W], 0..1 @param now  for a MovingLoss
  LossItems learn(const typename Net::Map& x, std::span<const Target> targets, const Hyp& hyp, int img_px, const Moment& now = {}) {
    net_.train(true);
    const auto raw = net_.forward(x);  // [N,A*(5+nc),H,W] a level
    const auto gradients = gradient_maps(raw);
    const auto views = read_only(head_views(raw, net_.setup()));
    const auto into = head_views(gradients, net_.setup());
    const LossItems items = loss_at(loss_, now, hyp)(std::span<const HeadView<const float>>(views), std::span<const HeadView<float>>(into), targets, net_.setup(), hyp, img_px);
    if (std::isfinite(items.total())) net_.backward(raw, gradients);
    return items;
  }

  /// After a step that went wrong: what was the first to be no number, weights before maps before gradients. @param x  its batch
  [[gnu::cold]] std::string anomaly(const typename Net::Map& x) {
    if (const std::string name = first_broken_weight(net_.parameters()); !name.empty()) return name + " is not finite";
    const at::NoGradGuard no_gradients;
    if (const std::string name = net_.first_broken_map(x); !name.empty()) return "the output of " + name + " is the first that is not finite";
    if (const std::string name = first_broken_gradient(net_.parameters()); !name.empty())
      return "the gradient of " + name + " is the first that is not finite";
    return "weights, outputs and gradients of all layers are finite: it is the sum that is too large";
  }

  /// What does not learn from now on (nn/frozen.hpp). @return how many tensors
  [[gnu::cold]] int freeze(const std::vector<std::string>& what) { return net_.parameters().freeze(what); }

  /// One optimizer step and one update of the average, over the flat arrays. @return the gradient's norm before clipping
  /// @param updates, averaged  optimizer steps and updates of the average so far, this one included
  double step(const Rates& rates, double decay, double clip_norm, std::int64_t updates, std::int64_t averaged) {
    Parameters& p = net_.parameters();
    const double norm = gradient_norm(p);
    if (!std::isfinite(norm)) return norm;
    const double scale = clip_factor(norm, clip_norm);
    const double average_decay = average_rule_.decay_at(averaged);
    for (const Group g : trained_groups) {
      const double rate = g == Group::weight ? rates.weight : g == Group::norm ? rates.norm : rates.bias;
      for (const Slice& part : p.live(g)) {
        const FlatGroup flat = flat_group(p, arrays_, kept_average(), g, part);
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
  [[gnu::cold]] Transferred load_weights(const StateDict& tensors) {
    const Transferred t = load_state_dict(net_.parameters(), tensors);
    if constexpr (Average::keeps_array) load_state_dict(average_.parameters(), tensors);
    const auto anchors = anchors_of(tensors, Model::Rows::size - 1);
    if (net_.takes_anchors(anchors)) set_anchors(anchors);
    return t;
  }

  /// @param anchors [L][A] in stride units
  [[gnu::cold]] void set_anchors(const std::vector<std::vector<AnchorSize>>& anchors) {
    net_.set_anchors(anchors);
    average_.set_anchors(anchors);
  }

  /// @param whole  with everything that a continued run needs, not only the averaged weights
  [[gnu::cold]] void save(Checkpoint& c, std::int64_t batches, bool whole) {
    c.tensors = state_dict(averaged().parameters(), net_.setup(), Model::Rows::size - 1, batches);
    if (whole) add_arrays(c.tensors, net_.parameters(), arrays_);
  }

  [[gnu::cold]] void load(const Checkpoint& c) {
    load_arrays(net_.parameters(), arrays_, c);
    if constexpr (Average::keeps_array) load_net(average_.parameters(), c.tensors, c.path(), Model::net_name());
    set_anchors(anchors_of(c.tensors, Model::Rows::size - 1));
  }

  /// Goes on with a training of Python's: weights, average, anchors, the optimizer's memory. @throws Error in one line
  [[gnu::cold]] void load(const TorchTraining& t) {
    std::span<const std::string_view> states;
    if constexpr (requires { Optim::torch_states; }) states = Optim::torch_states;
    load_optimizer(arrays_, net_.parameters(), t, states, type_name<Optim>());
    const StateDict average = state_dict_of(t.average.tensors, t.path);
    load_net(net_.parameters(), t.weights.empty() ? average : state_dict_of(t.weights, t.path), t.path, Model::net_name());
    if constexpr (Average::keeps_array) load_net(average_.parameters(), average, t.path, Model::net_name());
    if (!t.average.anchors.empty()) set_anchors(t.average.anchors);
  }

 private:
  /// The averaged parameters; null where no average is kept.
  Parameters* kept_average() {
    if constexpr (Average::keeps_array) return &average_.parameters();
    else return nullptr;
  }

  Optim optimizer_;
  Average average_rule_;
  typename P::loss loss_;
  Net net_, average_;
  OptimizerArrays arrays_;
};

}  // namespace ctyolo::inline v0
