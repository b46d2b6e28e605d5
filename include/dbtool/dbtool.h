#pragma once

/// All of the public API.
#include "dbtool/config.h"
#include "dbtool/connection.h"
#include "dbtool/database_url.h"
#include "dbtool/error.h"
#include "dbtool/event.h"
#include "dbtool/init.h"
#include "dbtool/migrator.h"
#include "dbtool/models.h"
#include "dbtool/operation.h"
#include "dbtool/plan.h"
#include "dbtool/revision_graph.h"
#include "dbtool/revision_text.h"
#include "dbtool/schema.h"
#include "dbtool/script.h"
#include "dbtool/version.h"
