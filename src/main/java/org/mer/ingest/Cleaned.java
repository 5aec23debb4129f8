package org.mer.ingest;

/**
 * A text once it was cleaned, and which rules had something to do.
 *
 * @param text tokens with one space between them; empty where nothing is left
 * @param changed bit i is set if rule i, in the order of {@link CleaningRule}, changed the text;
 *     {@link TweetCleaner#changedBy} names them
 */
public record Cleaned(String text, int changed) {}
