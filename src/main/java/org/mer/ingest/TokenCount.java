package org.mer.ingest;

/**
 * A token, and how it stands to a label.
 *
 * @param token the token
 * @param within how often it occurs in texts of the label
 * @param elsewhere how often in all others
 * @param z log-odds ratio with a Dirichlet prior, in standard deviations; above 0 for what is said
 *     more under the label, 0 where there is no other label; NaN where no text has another token
 */
record TokenCount(String token, long within, long elsewhere, double z) {}
