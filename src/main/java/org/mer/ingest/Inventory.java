package org.mer.ingest;

/**
 * What a source holds, found out before it is parsed.
 *
 * @param sha256 of its bytes, 64 hex digits
 * @param rows rows in it, a header and blank ones included
 */
public record Inventory(String sha256, long rows) {}
