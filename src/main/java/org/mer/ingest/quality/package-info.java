/**
 * The quality gate of an ingest: constraints on what was read and on the rows it would add,
 * measured with Deequ, and the verdict on them.
 */
package org.mer.ingest.quality;
