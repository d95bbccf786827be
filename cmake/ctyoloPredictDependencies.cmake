# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# What ctyolo::predict stands on. Included by the build and, once installed, by ctyoloConfig.cmake. Defines
#   ctyolo::torch                 LibTorch: Debian's, or that of CMAKE_PREFIX_PATH (the official zip, a wheel's torch folder)
#   ctyolo::onednn                oneDNN, where it is found
#   ctyolo::predict_dependencies  nlohmann/json, for the headers of checkpoints; OpenMP; threads
# All are imported targets, so their include folders are system ones: our warnings stay out of them.
include_guard()

# Whoever says add_subdirectory(ctyolo) links from another folder, where only global imported targets are seen.
set(ctyolo_targets_global ${CMAKE_FIND_PACKAGE_TARGETS_GLOBAL})
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)

find_package(Threads REQUIRED)
find_package(OpenMP REQUIRED COMPONENTS CXX)
find_package(nlohmann_json REQUIRED)

if(NOT TARGET ctyolo::predict_dependencies)
  add_library(ctyolo::predict_dependencies INTERFACE IMPORTED GLOBAL)
  # at::parallel_for and our parallel_for are templates that run in one thread, silently, where OpenMP is not switched on.
  target_link_libraries(ctyolo::predict_dependencies INTERFACE nlohmann_json::nlohmann_json OpenMP::OpenMP_CXX Threads::Threads)
endif()

if(NOT TARGET ctyolo::torch)
  # LibTorch's configuration files talk a lot, and Debian's warn about an MKL that nobody needs.
  set(ctyolo_log_level ${CMAKE_MESSAGE_LOG_LEVEL})
  set(CMAKE_MESSAGE_LOG_LEVEL ERROR)
  find_package(Torch QUIET)
  set(CMAKE_MESSAGE_LOG_LEVEL ${ctyolo_log_level})  # none before: unset again
  if(NOT Torch_FOUND)
    message(FATAL_ERROR "ctyolo: LibTorch was not found; on Debian: apt install libtorch-dev; "
            "else give its folder: -DCMAKE_PREFIX_PATH=/path/to/libtorch")
  endif()
  add_library(ctyolo::torch INTERFACE IMPORTED GLOBAL)
  target_link_libraries(ctyolo::torch INTERFACE ${TORCH_LIBRARIES})
  # Without it every ATen header brings all operators: 7 s a file become 20.
  target_compile_definitions(ctyolo::torch INTERFACE AT_PER_OPERATOR_HEADERS)

  # The official zip and Python's wheel carry an OpenMP of their own: with the compiler's there are two in a process, whose
  # threads wait for each other's cores. And they may carry a oneDNN inside: the backend OneDnn asks at run time which it got.
  cmake_path(GET TORCH_LIBRARY PARENT_PATH ctyolo_torch_folder)
  file(GLOB ctyolo_torch_openmp ${ctyolo_torch_folder}/libgomp*.so* ${ctyolo_torch_folder}/libiomp5*.so*)
  if(ctyolo_torch_openmp AND NOT ctyolo_torch_folder MATCHES "^/usr/lib")
    message(STATUS "ctyolo: this LibTorch brings its own OpenMP, ${ctyolo_torch_openmp}; two in one program can make it slower: "
            "run it with OMP_WAIT_POLICY=passive, or link that one with -DOpenMP_gomp_LIBRARY=<file>")
  endif()
endif()

# oneDNN is optional: with it the backend OneDnn is there, and is the default on the CPU.
option(CTYOLO_ONEDNN "Use oneDNN where it is found" ON)
if(CTYOLO_ONEDNN AND NOT TARGET ctyolo::onednn)
  find_path(ctyolo_dnnl_include dnnl.hpp)
  find_library(ctyolo_dnnl dnnl)
  mark_as_advanced(ctyolo_dnnl_include ctyolo_dnnl)
  if(ctyolo_dnnl_include AND ctyolo_dnnl)
    add_library(ctyolo::onednn INTERFACE IMPORTED GLOBAL)
    target_include_directories(ctyolo::onednn SYSTEM INTERFACE ${ctyolo_dnnl_include})
    target_link_libraries(ctyolo::onednn INTERFACE ${ctyolo_dnnl})
    target_compile_definitions(ctyolo::onednn INTERFACE CTYOLO_ONEDNN)
  else()
    message(STATUS "ctyolo: oneDNN was not found, so LibTorch's own operators are the CPU backend (slower); on Debian: apt install libdnnl-dev")
  endif()
endif()

set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ${ctyolo_targets_global})  # none before: unset again
