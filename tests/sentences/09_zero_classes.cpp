// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// A detector of no classes.
// expect: graph_error<at_row<24>, number_of_classes_must_be_positive_but_is<0>>
// expect: write Classes<n> with n > 0, or Classes<Dynamic>
#include <ctyolo/graph.hpp>

#include <cstdio>

using namespace ctyolo;

#ifdef FIXED
using Model = YoloV5n::Classes<1>;
#else
using Model = YoloV5n::Classes<0>;
#endif

int main() { std::printf("stride %d\n", Model::max_stride()); }
