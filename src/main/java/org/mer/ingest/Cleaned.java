package org.mer.ingest;

/** A cleaned text. */
record Cleaned(String text, int changed) {}
