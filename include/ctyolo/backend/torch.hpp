// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The one header through which LibTorch's core comes in. Tier: tensor (ATen).
#pragma once

#ifdef __clang__  // 19 in C++20 mode cannot parse LibTorch 1.13.1's headers unless this one comes first; it costs as much as all the others
#include <ATen/core/ivalue.h>
#endif

#include <ATen/core/Tensor.h>
#include <c10/util/Logging.h>

#ifdef CHECK  // c10's logging claims test frameworks' names; LibTorch 2 brings it with operators, which come later
#undef CHECK
#endif
