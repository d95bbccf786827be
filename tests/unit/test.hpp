// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The one header through which tests get doctest: LibTorch first, because c10's logging defines CHECK as well
// and, included second, would silently turn doctest's CHECK into glog's fatal one.
#pragma once

#ifdef CTYOLO_TEST_TORCH
#include <ctyolo/backend/torch.hpp>
#endif

#ifdef CHECK
#undef CHECK
#endif
#ifdef CHECK_EQ
#undef CHECK_EQ
#undef CHECK_NE
#undef CHECK_LE
#undef CHECK_LT
#undef CHECK_GE
#undef CHECK_GT
#endif

#include <doctest/doctest.h>
