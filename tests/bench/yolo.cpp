// SPDX-FileCopyrightText: 2026 The ctyolo authors
// SPDX-License-Identifier: MIT
// The program of examples/yolo.sh for YoloV5n and the default policies, whose trainings are timed as a whole.
#include <yolo.hpp>

int main(int argc, char** argv) { return yolo::run<ctyolo::YoloV5n::Classes<ctyolo::Dynamic>>(argc, argv); }
