// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// What a device's name may be. Tier: spec (std only).
#pragma once

#include <ctyolo/core/error.hpp>
#include <ctyolo/core/type_name.hpp>

#include <string>

namespace ctyolo::inline v0 {

/// @throws Error in one line unless trainer, validation and detector can run there; today that is "cpu"
template <class Backend>
void check_device(const std::string& device) {
  if (device != "cpu" || !Backend::supports(device))
    fail("device ", device, ": training, validation and detection with backend ", type_name<Backend>(), " run on the cpu");
}

}  // namespace ctyolo::inline v0
