/**
 * From raw files to kept rows: readers, cleaning rules, quality gates, quarantine, identity,
 * splits, and the report on what came of it.
 */
package org.mer.ingest;
