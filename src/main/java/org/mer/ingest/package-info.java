/**
 * From raw files to kept rows: readers, cleaning rules, quality gates, quarantine, identity and
 * splits.
 */
package org.mer.ingest;
