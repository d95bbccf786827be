// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a Learner asks of its policies, whatever net it trains.
#pragma once

#include <ctyolo/ema/ema.hpp>
#include <ctyolo/loss/yolo_loss.hpp>
#include <ctyolo/optim/sgd_nesterov.hpp>

namespace test {

template <class B>
struct LearnerPolicies {
  using optimizer = ctyolo::SGDNesterov;
  using average = ctyolo::EMA<0.9999>;
  using loss = ctyolo::YoloLoss<>;
  using backend = B;
};

}  // namespace test
