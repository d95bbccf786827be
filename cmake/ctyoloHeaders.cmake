# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# Sorts the headers by what they reach through their includes. Used by the build and, as a script, by tests/checks/layers.cmake.
#
#   spec   says so in its banner ("Tier: spec"): the standard library alone
#   plain  reaches OpenCV or yaml-cpp, but not LibTorch
#   torch  reaches LibTorch or oneDNN
#
# and by the target that brings them: spec; predict, all that predict.hpp and the headers of predict/ reach; train, the rest.
include_guard()

# What one header includes with angle brackets: ctyolo_includes_of(<out> <file>).
function(ctyolo_includes_of out file)
  file(STRINGS ${file} lines REGEX "^[ \t]*#[ \t]*include[ \t]*<")
  list(TRANSFORM lines REPLACE "^[^<]*<([^>]*)>.*$" "\\1")
  set(${out} "${lines}" PARENT_SCOPE)
endfunction()

# All that one header reaches, ours and others': ctyolo_reach_of(<out> <include folder> <header>).
function(ctyolo_reach_of out root header)
  set(seen "")
  set(todo ${header})
  while(todo)
    list(POP_FRONT todo next)
    list(APPEND seen ${next})
    if(NOT EXISTS ${root}/${next})
      continue()
    endif()
    get_property(known GLOBAL PROPERTY ctyolo_includes_${next} SET)
    if(NOT known)
      ctyolo_includes_of(found ${root}/${next})
      set_property(GLOBAL PROPERTY ctyolo_includes_${next} "${found}")
    endif()
    get_property(found GLOBAL PROPERTY ctyolo_includes_${next})
    list(APPEND todo ${found})
    list(REMOVE_DUPLICATES todo)
    list(REMOVE_ITEM todo ${seen})
  endwhile()
  set(${out} "${seen}" PARENT_SCOPE)
endfunction()

set(ctyolo_torch_include "^((torch|ATen|c10|caffe2)/|dnnl\\.hpp$)")  # LibTorch, and oneDNN, which it stands on
set(ctyolo_plain_include "^(opencv2|yaml-cpp|fontconfig|freetype)/")

# Sets ctyolo_<kind>_headers for the three kinds, and for each target's file sets, with full paths:
# ctyolo_<target>_set, its headers, and ctyolo_<target>_bodies, the .ipp files that they include.
function(ctyolo_headers root)
  file(GLOB_RECURSE headers RELATIVE ${root} CONFIGURE_DEPENDS ${root}/*.hpp)
  file(GLOB_RECURSE bodies RELATIVE ${root} CONFIGURE_DEPENDS ${root}/*.ipp)
  set(spec_reach "")
  foreach(kind spec plain torch)
    set(${kind} "")
  endforeach()
  foreach(header IN LISTS headers)
    file(STRINGS ${root}/${header} banner REGEX "Tier: spec( \\(|\\.)" LIMIT_COUNT 1)
    ctyolo_reach_of(reach ${root} ${header})
    if(banner)
      list(APPEND spec ${header})
      list(APPEND spec_reach ${reach})
      continue()
    endif()
    list(FILTER reach INCLUDE REGEX ${ctyolo_torch_include})
    if(reach)
      list(APPEND torch ${header})
    else()
      list(APPEND plain ${header})
    endif()
  endforeach()

  set(predict_reach "")
  foreach(header IN LISTS headers)
    if(header MATCHES "^ctyolo/predict(/|\\.hpp$)")
      ctyolo_reach_of(reach ${root} ${header})
      list(APPEND predict_reach ${reach})
    endif()
  endforeach()
  list(REMOVE_DUPLICATES spec_reach)
  list(REMOVE_DUPLICATES predict_reach)
  foreach(file IN LISTS headers bodies)
    if(file IN_LIST spec OR (file MATCHES "\\.ipp$" AND file IN_LIST spec_reach))
      set(target spec)
    elseif(file IN_LIST predict_reach)
      set(target predict)
    else()
      set(target train)
    endif()
    if(file MATCHES "\\.ipp$")
      list(APPEND ${target}_bodies ${root}/${file})
    else()
      list(APPEND ${target}_set ${root}/${file})
    endif()
  endforeach()

  foreach(kind spec plain torch)
    list(TRANSFORM ${kind} PREPEND ${root}/)
    set(ctyolo_${kind}_headers "${${kind}}" PARENT_SCOPE)
  endforeach()
  foreach(target spec predict train)
    set(ctyolo_${target}_set "${${target}_set}" PARENT_SCOPE)
    set(ctyolo_${target}_bodies "${${target}_bodies}" PARENT_SCOPE)
  endforeach()
endfunction()
