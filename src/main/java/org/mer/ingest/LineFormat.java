package org.mer.ingest;

/** A kind of record of which each stands on a line of its own. */
interface LineFormat extends RecordFormat, LineReading {}
