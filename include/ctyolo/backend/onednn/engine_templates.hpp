// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The operations of Engine that depend on an activation. Tier: oneDNN.
#pragma once

#include <ctyolo/backend/onednn/engine.hpp>

namespace ctyolo::inline v0::onednn {

template <class T>
template <ActivationKind Kind>
void Engine<T>::conv_norm_act(std::size_t i) {
  if (!now().plan.training) return convolve_fused(i);
  const OpPlan& p = plan(i);
  convolve(i, p.raw);
  batch_statistics(map(p.raw), norm_of(i), state(i));
  norm_act<Kind>(map(p.raw), state(i), static_cast<float>(ops_[i].activation.slope), map(p.residual), map(p.out));
}

template <class T>
template <ActivationKind Kind>
void Engine<T>::norm_act_alone(std::size_t i) {
  const OpPlan& p = plan(i);
  const MapOf<T> in = map(p.in[0]);
  if (now().plan.training) batch_statistics(in, norm_of(i), state(i));
  else running_statistics(in, norm_of(i), state(i));
  norm_act<Kind>(in, state(i), static_cast<float>(ops_[i].activation.slope), map(p.residual), map(p.out));
}

template <class T>
template <ActivationKind Kind>
void Engine<T>::conv_norm_act_backward(std::size_t i) {
  const MapOf<T> raw = map(plan(i).raw);
  norm_act_backward<Kind>(raw, norm_of(i), state(i), static_cast<float>(ops_[i].activation.slope), gradients(i), map(plan(i).dz), raw);
  convolve_backward(i, raw);
}

template <class T>
template <ActivationKind Kind>
void Engine<T>::norm_act_again(std::size_t i) {
  const Remake& again = plan(i).again;
  norm_act<Kind>(map(again.in.empty() ? plan(i).raw : again.in[0]), state(i), static_cast<float>(ops_[i].activation.slope),
                 map(again.residual), map(again.out));
}

template <class T>
template <ActivationKind Kind>
void Engine<T>::norm_act_alone_backward(std::size_t i) {
  const OpPlan& p = plan(i);
  norm_act_backward<Kind>(map(p.back_in[0]), norm_of(i), state(i), static_cast<float>(ops_[i].activation.slope), gradients(i), map(p.dz),
                          map(p.in_gradients[0]));
}

}  // namespace ctyolo::inline v0::onednn
