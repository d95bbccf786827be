// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The operations of Engine that depend on an activation. Tier: oneDNN.
#pragma once

#include <ctyolo/backend/onednn/engine.hpp>

namespace ctyolo::inline v0::onednn {

template <ActivationKind Kind>
void Engine::conv_norm_act(std::size_t i) {
  if (!now().plan.training) return convolve_fused(i);
  convolve(i, plan(i).raw.map.data);
  batch_statistics(plan(i).raw.map, norm_of(i), state(i));
  norm_act<Kind>(plan(i).raw.map, state(i), static_cast<float>(ops_[i].activation.slope), plan(i).residual.map, plan(i).out.map);
}

template <ActivationKind Kind>
void Engine::norm_act_alone(std::size_t i) {
  const BlockedMap& in = plan(i).in[0].map;
  if (now().plan.training) batch_statistics(in, norm_of(i), state(i));
  else running_statistics(in, norm_of(i), state(i));
  norm_act<Kind>(in, state(i), static_cast<float>(ops_[i].activation.slope), plan(i).residual.map, plan(i).out.map);
}

template <ActivationKind Kind>
void Engine::conv_norm_act_backward(std::size_t i) {
  norm_act_backward<Kind>(plan(i).raw.map, norm_of(i), state(i), static_cast<float>(ops_[i].activation.slope), gradients(i), plan(i).raw.map);
  convolve_backward(i, plan(i).raw.map.data);
}

template <ActivationKind Kind>
void Engine::norm_act_again(std::size_t i) {
  const Remake& again = plan(i).again;
  const BlockedMap& from = again.in.empty() ? plan(i).raw.map : again.in[0].map;
  norm_act<Kind>(from, state(i), static_cast<float>(ops_[i].activation.slope), again.residual.map, again.out.map);
}

template <ActivationKind Kind>
void Engine::norm_act_alone_backward(std::size_t i) {
  norm_act_backward<Kind>(plan(i).back_in[0].map, norm_of(i), state(i), static_cast<float>(ops_[i].activation.slope), gradients(i),
                          plan(i).in_gradients[0].map);
}

}  // namespace ctyolo::inline v0::onednn
