package org.mer.ingest;

import java.io.Serializable;

/**
 * What a source holds, found out before it is parsed.
 *
 * @param sha256 of its bytes, 64 hex digits
 * @param records records in it; neither a header nor blank lines are any
 */
public record Inventory(String sha256, long records) implements Serializable {}
