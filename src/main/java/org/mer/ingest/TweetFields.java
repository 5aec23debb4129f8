package org.mer.ingest;

import java.time.Instant;
import java.util.Optional;

/**
 * A tweet as a file has it, whatever the file's format is.
 *
 * @param label the polarity, in the file's own words
 * @param text not cleaned
 * @param postedAt when it was posted
 * @param user the name of who posted it
 */
record TweetFields(
    Optional<String> label,
    Optional<String> text,
    Optional<Instant> postedAt,
    Optional<String> user) {}
