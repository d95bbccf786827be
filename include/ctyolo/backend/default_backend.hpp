// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The backend of those who name none. Tier: nn.
//
// CTYOLO_ONEDNN is defined by ctyolo's CMake targets where oneDNN is found; a build without them defines it and links
// libdnnl to have OneDnn as the default.
#pragma once

#include <ctyolo/backend/aten.hpp>
#ifdef CTYOLO_ONEDNN
#include <ctyolo/backend/onednn.hpp>
#endif

namespace ctyolo::inline v0 {

#ifdef CTYOLO_ONEDNN
using DefaultBackend = OneDnn;
#else
using DefaultBackend = Aten;
#endif

}  // namespace ctyolo::inline v0
