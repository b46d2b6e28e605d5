#pragma once

#include <memory>

#include <libpq-fe.h>

namespace dbtool::dialects::postgresql {

// clang-format off
#define DBTOOL_LIBPQ_FUNCTIONS(X)                                                                           \
  /* connecting */                                                                                          \
  X(PQconnectdbParams) X(PQconnectStartParams) X(PQconnectPoll) X(PQfinish) X(PQstatus) X(PQsocket)         \
  X(PQconninfo) X(PQconninfoParse) X(PQconninfoFree) X(PQconnectionNeedsPassword) X(PQsetErrorVerbosity)    \
  X(PQsetNoticeReceiver) X(PQparameterStatus) X(PQserverVersion) X(PQbackendPID) X(PQuser) X(PQdb)          \
  X(PQerrorMessage) X(PQtransactionStatus)                                                                  \
  /* statements */                                                                                          \
  X(PQexecParams) X(PQsendQueryParams) X(PQisBusy) X(PQconsumeInput) X(PQflush) X(PQsetnonblocking) X(PQgetResult)          \
  X(PQgetCancel) X(PQcancel) X(PQfreeCancel) X(PQputCopyData) X(PQputCopyEnd) X(PQgetCopyData)              \
  X(PQenterPipelineMode) X(PQexitPipelineMode) X(PQpipelineSync) X(PQpipelineStatus) X(PQsendFlushRequest)                        \
  /* results */                                                                                             \
  X(PQclear) X(PQresultStatus) X(PQresultErrorField) X(PQresultErrorMessage) X(PQcmdStatus) X(PQcmdTuples)  \
  X(PQntuples) X(PQnfields) X(PQftype) X(PQgetisnull) X(PQgetvalue) X(PQgetlength) X(PQfreemem)
// clang-format on

/// The functions of PostgreSQL's client library, typed by its own header.
struct Libpq {
#define DBTOOL_DECLARE(name) decltype(&::name) name = nullptr;
  DBTOOL_LIBPQ_FUNCTIONS(DBTOOL_DECLARE)
#undef DBTOOL_DECLARE
};

/// Loads the library when it is first asked for: who works with another engine neither waits for it nor
/// needs it. Throws Error{kConnection} if it is not there.
[[nodiscard]] const Libpq& libpq();

struct FinishConnection {
  void operator()(PGconn* connection) const noexcept { libpq().PQfinish(connection); }
};
struct ClearResult {
  void operator()(PGresult* result) const noexcept { libpq().PQclear(result); }
};
struct FreeOptions {
  void operator()(PQconninfoOption* options) const noexcept { libpq().PQconninfoFree(options); }
};
struct FreeCancel {
  void operator()(PGcancel* cancel) const noexcept { libpq().PQfreeCancel(cancel); }
};
struct FreeMemory {
  void operator()(char* memory) const noexcept { libpq().PQfreemem(memory); }
};
using ConnectionHandle = std::unique_ptr<PGconn, FinishConnection>;
using ResultHandle = std::unique_ptr<PGresult, ClearResult>;
using OptionsHandle = std::unique_ptr<PQconninfoOption, FreeOptions>;
using CancelHandle = std::unique_ptr<PGcancel, FreeCancel>;
using MemoryHandle = std::unique_ptr<char, FreeMemory>;

}  // namespace dbtool::dialects::postgresql
