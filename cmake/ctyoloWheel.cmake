# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# LibTorch out of a PyTorch wheel or the official zip, which hold the same folders. Their own configuration files want CUDA's
# toolkit where they were built with it, stop the configuration without it, and load 1 GB of GPU code into every program; so the
# libraries of the CPU are taken by name. Included by ctyoloPredictDependencies.cmake.
include_guard()

# ctyolo_find_wheel(<out>): the first folder of Torch_DIR, Torch_ROOT and CMAKE_PREFIX_PATH, variables and environment, that is
# laid out as a wheel's torch folder, or empty. A prefix may be that folder, its share/cmake (torch.utils.cmake_prefix_path)
# or the folder around it.
function(ctyolo_find_wheel out)
  set(environment "$ENV{Torch_DIR}:$ENV{Torch_ROOT}:$ENV{CMAKE_PREFIX_PATH}")
  string(REPLACE ":" ";" environment "${environment}")
  set(found "")
  foreach(prefix IN LISTS Torch_DIR Torch_ROOT CMAKE_PREFIX_PATH environment)
    if(prefix STREQUAL "" OR prefix MATCHES "NOTFOUND$")
      continue()
    endif()
    foreach(up . ../.. ../../.. torch libtorch)
      cmake_path(SET folder NORMALIZE "${prefix}/${up}/.")
      cmake_path(REMOVE_FILENAME folder)
      string(REGEX REPLACE "(.)/$" "\\1" folder "${folder}")
      if(NOT found AND EXISTS ${folder}/share/cmake/Torch/TorchConfig.cmake AND EXISTS ${folder}/lib/libtorch_cpu.so
         AND EXISTS ${folder}/include/ATen)
        set(found ${folder})
      endif()
    endforeach()
  endforeach()
  set(${out} "${found}" PARENT_SCOPE)
endfunction()

# ctyolo_use_wheel(<folder>): defines ctyolo::torch, and ctyolo_openmp, which is what OpenMP's loops are to be linked with.
function(ctyolo_use_wheel folder)
  set(version "")
  foreach(header include/torch/headeronly/version.h include/torch/csrc/api/include/torch/version.h)
    if(version STREQUAL "" AND EXISTS ${folder}/${header})
      file(STRINGS ${folder}/${header} lines REGEX "define TORCH_VERSION_(MAJOR|MINOR|PATCH) [0-9]+")
      list(TRANSFORM lines REPLACE ".* ([0-9]+)$" "\\1")
      list(JOIN lines "." version)
    endif()
  endforeach()

  # Without this sentence it ends in pages of undefined references.
  file(STRINGS ${folder}/share/cmake/Torch/TorchConfig.cmake old_abi REGEX "_GLIBCXX_USE_CXX11_ABI=0")
  if(old_abi)
    message(FATAL_ERROR "ctyolo: LibTorch ${version} in ${folder} was built with the old C++ ABI (_GLIBCXX_USE_CXX11_ABI=0), "
            "with which OpenCV and yaml-cpp cannot be linked; take a wheel of PyTorch 2.7 or later, a zip whose name says "
            "cxx11-abi, or Debian's libtorch-dev")
  endif()
  foreach(library torch_cpu c10)
    if(NOT EXISTS ${folder}/lib/lib${library}.so)
      message(FATAL_ERROR "ctyolo: LibTorch ${version} in ${folder} has no lib/lib${library}.so: "
              "is the wheel or zip unpacked to its end?")
    endif()
    add_library(ctyolo::${library} SHARED IMPORTED GLOBAL)
    set_target_properties(ctyolo::${library} PROPERTIES IMPORTED_LOCATION ${folder}/lib/lib${library}.so)
  endforeach()

  # A wheel for CUDA loads CUDA's runtime even in a program that never asks for a GPU; pip installs it beside.
  file(GLOB cuda_runtime ${folder}/lib/libcudart*.so* ${folder}/../nvidia/*/lib/libcudart.so*)
  if(EXISTS ${folder}/lib/libc10_cuda.so AND NOT cuda_runtime)
    message(WARNING "ctyolo: LibTorch ${version} in ${folder} was built for CUDA, whose runtime libraries (nvidia/*/lib) are "
            "not beside it: programs will not start before pip has installed them, too")
  endif()

  add_library(ctyolo::torch INTERFACE IMPORTED GLOBAL)
  target_include_directories(ctyolo::torch SYSTEM INTERFACE ${folder}/include ${folder}/include/torch/csrc/api/include)
  target_link_libraries(ctyolo::torch INTERFACE ctyolo::torch_cpu ctyolo::c10)
  target_link_options(ctyolo::torch INTERFACE LINKER:--allow-shlib-undefined)  # CUDA's runtime is for the loader to find

  # Its OpenMP stands in for the compiler's, so that our loops and its operators share one pool of threads (pytorch#98836).
  # It has the name of the system's (libgomp.so.1) since 2.7, so a oneDNN of the system gets the same. clang needs its own.
  set(openmp OpenMP::OpenMP_CXX)
  file(GLOB gomp ${folder}/lib/libgomp*.so* ${folder}/../torch.libs/libgomp*.so*)
  list(LENGTH gomp count)
  if(count EQUAL 1 AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_library(ctyolo::gomp SHARED IMPORTED GLOBAL)
    set_target_properties(ctyolo::gomp PROPERTIES IMPORTED_LOCATION ${gomp})
    add_library(ctyolo::openmp INTERFACE IMPORTED GLOBAL)
    target_compile_options(ctyolo::openmp INTERFACE "$<$<COMPILE_LANGUAGE:CXX>:SHELL:${OpenMP_CXX_FLAGS}>")
    target_link_libraries(ctyolo::openmp INTERFACE ctyolo::gomp)
    set(openmp ctyolo::openmp)
    cmake_path(GET gomp FILENAME said)
    set(said ", with its ${said} for our loops too")
  else()
    string(CONCAT said "; our loops run on the compiler's OpenMP: where that is a second one in the program, "
           "OMP_WAIT_POLICY=passive keeps its waiting threads from taking cores")
  endif()
  set(ctyolo_openmp ${openmp} PARENT_SCOPE)
  message(STATUS "ctyolo: LibTorch ${version} of ${folder}, its CPU part${said}")
endfunction()

# ctyolo_own_headers(<out> <include>): a wheel has headers of the oneDNN hidden inside it, in the folder of its own. The
# headers in <include> belong to the library that is linked: in a folder that they alone share, for the front of the list.
function(ctyolo_own_headers out include)
  set(own ${CMAKE_CURRENT_BINARY_DIR}/ctyolo_onednn)
  file(REMOVE_RECURSE ${own})
  file(MAKE_DIRECTORY ${own})
  file(GLOB headers ${include}/dnnl*.h ${include}/dnnl*.hpp ${include}/oneapi)
  foreach(header IN LISTS headers)
    cmake_path(GET header FILENAME name)
    file(CREATE_LINK ${header} ${own}/${name} SYMBOLIC)
  endforeach()
  set(${out} ${own} PARENT_SCOPE)
endfunction()
