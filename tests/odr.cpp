// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// Every header once more, beside the tests: a function that is not inline, or a header that fights another, does not link.
#include "every_header.hpp"
