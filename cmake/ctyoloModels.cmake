# SPDX-FileCopyrightText: 2026 The ctyolo authors
# SPDX-License-Identifier: MIT
# A YOLOv5 model yaml as a C++ type, and a whole trainer from one, as targets of any project:
#
#   ctyolo_add_model(<target> MODEL any.yaml [NAME Name] [NAMESPACE models])
#       The target's sources may say `#include <models/Name.hpp>` and use `models::Name`; the name is the file's unless given.
#       Needs yaml-cpp for the tool that is compiled and run at build time; the target itself needs ctyolo::spec alone.
#
#   ctyolo_add_trainer(NAME <target> MODEL any.yaml|YoloV5s [DATA data.yaml] [POLICIES "SGDNesterov, EMA<0.9999>"]
#                      [INCLUDES my_policy.hpp ...])
#       A program with the commands train, val, detect and export for that net and those policies; the net's classes come from
#       the data. DATA is what `--data` is where the command line does not say. MODEL may also name a net of the zoo.
#       Needs ctyolo::ctyolo and CLI11; stands on ctyolo::compiled, so that a second trainer compiles in a third of the time.
include_guard(GLOBAL)

# The tool's target, once a build.
function(ctyolo_yaml2net)
  if(TARGET ctyolo_yaml2net)
    return()
  endif()
  find_package(yaml-cpp REQUIRED)
  set(yaml yaml-cpp)
  if(TARGET yaml-cpp::yaml-cpp)
    set(yaml yaml-cpp::yaml-cpp)
  endif()
  set(folder ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/yaml2net)
  add_executable(ctyolo_yaml2net EXCLUDE_FROM_ALL
    ${folder}/main.cpp ${folder}/model_yaml.cpp ${folder}/words.cpp ${folder}/rows.cpp ${folder}/header.cpp)
  set_target_properties(ctyolo_yaml2net PROPERTIES OUTPUT_NAME yaml2net RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/ctyolo)
  target_link_libraries(ctyolo_yaml2net PRIVATE ctyolo::spec ${yaml})
  if(NOT TARGET ctyolo_dev)
    target_compile_options(ctyolo_yaml2net PRIVATE -w)  # a project's warnings are for its own code
  endif()
endfunction()

# ctyolo_model_header(<file> <name> <namespace>): makes the header <binary folder>/ctyolo/models/<name>.hpp, and sets
# ctyolo_header_folder and ctyolo_header_target.
function(ctyolo_model_header file name namespace)
  ctyolo_yaml2net()
  cmake_path(ABSOLUTE_PATH file NORMALIZE)
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/ctyolo)
  set(header ${folder}/models/${name}.hpp)
  string(MD5 key ${header})
  string(SUBSTRING ${key} 0 8 key)
  set(target ctyolo_model_${name}_${key})
  if(TARGET ${target})
    get_target_property(before ${target} ctyolo_model)
    if(NOT before STREQUAL "${file} ${namespace}")
      message(FATAL_ERROR "ctyolo_add_model: ${name} is made of ${before} already, it cannot be made of ${file} ${namespace} too; give another NAME")
    endif()
  else()
    add_custom_command(OUTPUT ${header}
      COMMAND ctyolo_yaml2net ${file} ${header} --name ${name} --namespace ${namespace}
      DEPENDS ${file} ctyolo_yaml2net COMMENT "${name} from ${file}" VERBATIM)
    add_custom_target(${target} DEPENDS ${header})
    set_target_properties(${target} PROPERTIES ctyolo_model "${file} ${namespace}")
  endif()
  set(ctyolo_header_folder ${folder} PARENT_SCOPE)
  set(ctyolo_header_target ${target} PARENT_SCOPE)
endfunction()

# What is left over, or missing, in a call of ours.
macro(ctyolo_check_arguments function)
  if(arg_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "${function}: what is '${arg_UNPARSED_ARGUMENTS}'?")
  endif()
  if(NOT arg_MODEL)
    message(FATAL_ERROR "${function}: MODEL is missing, a YOLOv5 model yaml")
  endif()
endmacro()

function(ctyolo_add_model target)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "MODEL;NAME;NAMESPACE" "")
  ctyolo_check_arguments(ctyolo_add_model)
  if(NOT arg_NAME)
    cmake_path(GET arg_MODEL STEM LAST_ONLY arg_NAME)
    string(MAKE_C_IDENTIFIER "${arg_NAME}" arg_NAME)
  endif()
  if(NOT arg_NAMESPACE)
    set(arg_NAMESPACE models)
  endif()
  ctyolo_model_header(${arg_MODEL} ${arg_NAME} ${arg_NAMESPACE})
  add_dependencies(${target} ${ctyolo_header_target})
  get_target_property(type ${target} TYPE)
  set(scope PUBLIC)
  if(type STREQUAL "INTERFACE_LIBRARY")
    set(scope INTERFACE)
  endif()
  target_include_directories(${target} ${scope} $<BUILD_INTERFACE:${ctyolo_header_folder}>)
endfunction()

function(ctyolo_add_trainer)
  cmake_parse_arguments(PARSE_ARGV 0 arg "" "NAME;MODEL;DATA" "POLICIES;INCLUDES")
  ctyolo_check_arguments(ctyolo_add_trainer)
  if(NOT arg_NAME)
    message(FATAL_ERROR "ctyolo_add_trainer: NAME is missing, the program's")
  endif()
  if(NOT TARGET ctyolo::ctyolo)
    message(FATAL_ERROR "ctyolo_add_trainer: a trainer needs ctyolo::ctyolo; find_package(ctyolo) without COMPONENTS spec, or CTYOLO_TRAIN ON")
  endif()
  find_package(CLI11 REQUIRED)

  set(includes "")
  foreach(file IN LISTS arg_INCLUDES)
    cmake_path(ABSOLUTE_PATH file NORMALIZE)
    string(APPEND includes "#include \"${file}\"\n")
  endforeach()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/ctyolo)
  set(source ${folder}/${arg_NAME}.cpp)
  if(arg_MODEL MATCHES "\\.ya?ml$")
    cmake_path(GET arg_MODEL STEM LAST_ONLY name)
    string(MAKE_C_IDENTIFIER "${name}" name)
    string(APPEND includes "#include <models/${name}.hpp>\n")
    set(net models::${name})
  else()
    set(net ${arg_MODEL})
  endif()
  set(data "")
  if(arg_DATA)
    cmake_path(ABSOLUTE_PATH arg_DATA NORMALIZE OUTPUT_VARIABLE data)
  endif()
  list(JOIN arg_POLICIES " " policies)
  if(policies)
    string(PREPEND policies ", ")
  endif()
  file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
// Written by ctyolo_add_trainer.
#include "yolo.hpp"
@includes@
using namespace ctyolo;

int main(int argc, char** argv) {
  return yolo::run<@net@::Classes<Dynamic>@policies@>(argc, argv, {.name = "@arg_NAME@", .data = R"yaml(@data@)yaml"});
}
]])
  add_executable(${arg_NAME} ${source})
  target_link_libraries(${arg_NAME} PRIVATE ctyolo::compiled $<TARGET_NAME_IF_EXISTS:ctyolo::video> CLI11::CLI11)
  # Beside this file once installed; in the sources it is the examples' own.
  set(program ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/program)
  if(NOT EXISTS ${program}/yolo.hpp)
    set(program ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/../examples)
  endif()
  target_include_directories(${arg_NAME} PRIVATE ${program})
  if(net MATCHES "^models::")
    ctyolo_add_model(${arg_NAME} MODEL ${arg_MODEL} NAME ${name})
  endif()
endfunction()
