#!/bin/sh
# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# cmake/ctyoloWheel.cmake on made-up folders of a PyTorch wheel: what is found, what is linked, what is refused.
#   wheel.sh ROOT OUT CMAKE
root=$1 out=$2 cmake=$3
rm -rf "$out"
mkdir -p "$out/project" "$out/empty"
bad=0

# wheel FOLDER VERSION ABI GOMP
wheel() {
  mkdir -p "$out/$1/lib" "$out/$1/share/cmake/Torch" "$out/$1/include/ATen" "$out/$1/include/torch/headeronly"
  touch "$out/$1/lib/libtorch_cpu.so" "$out/$1/lib/libc10.so" "$out/$1/lib/$4" "$out/$1/include/dnnl.hpp"
  echo "  set(TORCH_CXX_FLAGS \"-D_GLIBCXX_USE_CXX11_ABI=$3\")
message(FATAL_ERROR \"its own configuration was read\")" > "$out/$1/share/cmake/Torch/TorchConfig.cmake"
  echo "$2" | awk -F. '{ d = "#define TORCH_VERSION_"; print d "MAJOR " $1 "\n" d "MINOR " $2 "\n" d "PATCH " $3 }' \
    > "$out/$1/include/torch/headeronly/version.h"
}
wheel site/torch 2.15.0 1 libgomp.so.1
wheel old/torch 2.4.1 0 libgomp-a34b3233.so.1
wheel half/torch 2.9.0 1 libgomp.so.1
rm "$out/half/torch/lib/libc10.so"
wheel cuda/torch 2.9.1 1 libgomp.so.1
touch "$out/cuda/torch/lib/libc10_cuda.so"
mkdir -p "$out/headers/oneapi/dnnl"
touch "$out/headers/dnnl.hpp" "$out/headers/dnnl.h" "$out/headers/other.h"

# No language: nothing is compiled.
cat > "$out/project/CMakeLists.txt" <<END
cmake_minimum_required(VERSION 3.24)
project(wheel LANGUAGES NONE)
set(CMAKE_CXX_COMPILER_ID \${COMPILER})
set(OpenMP_CXX_FLAGS -fopenmp)
include($root/cmake/ctyoloWheel.cmake)
ctyolo_find_wheel(wheel)
message(STATUS "wheel: '\${wheel}'")
if(wheel)
  ctyolo_use_wheel(\${wheel})
  ctyolo_own_headers(own $out/headers)
  file(GLOB names RELATIVE \${own} \${own}/*)
  foreach(name INTERFACE_INCLUDE_DIRECTORIES INTERFACE_SYSTEM_INCLUDE_DIRECTORIES INTERFACE_LINK_LIBRARIES)
    get_target_property(value ctyolo::torch \${name})
    message(STATUS "\${name}: \${value}")
  endforeach()
  message(STATUS "openmp: \${ctyolo_openmp}; headers: \${names}")
endif()
END

# configure PREFIX COMPILER; then said "words"
configure() {
  rm -rf "$out/build"
  "$cmake" -S "$out/project" -B "$out/build" -DCMAKE_PREFIX_PATH="$1" -DCOMPILER="$2" > "$out/log" 2>&1
  status=$?
  tr -s ' \n' ' ' < "$out/log" > "$out/words"
}
said() { grep -qF -e "$1" "$out/words" || { echo "\"$1\" was not said:"; cat "$out/log"; bad=1; }; }

for prefix in site/torch site/torch/share/cmake site/torch/share/cmake/Torch site "empty;$out/site/torch"; do
  configure "$out/$prefix" GNU
  [ $status = 0 ] || { echo "$prefix: the configuration failed"; cat "$out/log"; bad=1; }
  said "wheel: '$out/site/torch'"
done
said "LibTorch 2.15.0 of $out/site/torch, its CPU part, with its libgomp.so.1 for our loops too"
said "INTERFACE_LINK_LIBRARIES: ctyolo::torch_cpu;ctyolo::c10"
said "SYSTEM_INCLUDE_DIRECTORIES: $out/site/torch/include;$out/site/torch/include/torch/csrc/api/include"
said "openmp: ctyolo::openmp; headers: dnnl.h;dnnl.hpp;oneapi"

configure "$out/site/torch" Clang
said "openmp: OpenMP::OpenMP_CXX;"
said "its CPU part; our loops run on the compiler's OpenMP"

configure "$out/empty" GNU
said "wheel: ''"

configure "$out/old/torch" GNU
[ $status != 0 ] || { echo "the old ABI was taken"; bad=1; }
said "LibTorch 2.4.1 in"
said "the old C++ ABI (_GLIBCXX_USE_CXX11_ABI=0)"
configure "$out/half/torch" GNU
[ $status != 0 ] || { echo "half a wheel was taken"; bad=1; }
said "has no lib/libc10.so"
configure "$out/cuda/torch" GNU
said "was built for CUDA, whose runtime libraries"
mkdir -p "$out/cuda/nvidia/cu13/lib"
touch "$out/cuda/nvidia/cu13/lib/libcudart.so.13"
configure "$out/cuda/torch" GNU
! grep -q "whose runtime libraries" "$out/words" || { echo "CUDA's runtime is there, and still missed"; bad=1; }
exit $bad
