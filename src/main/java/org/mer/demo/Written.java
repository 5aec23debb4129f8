package org.mer.demo;

import org.apache.hadoop.fs.Path;

/**
 * A made-up file.
 *
 * @param file where it is
 * @param rows how many records it has, without a header
 * @param broken how many of them no reader may keep
 * @param repeated how many of them repeat the picture or text of an earlier one
 */
public record Written(Path file, long rows, long broken, long repeated) {}
